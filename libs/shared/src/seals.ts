import { z } from 'zod';
import { Id, Instant, PersonRef } from './common.ts';
import { route } from './route.ts';

/**
 * Self-review first: owner and coach each comment on a lesson, and read nothing of each other's, until both released or the
 * owner opened it early. Only these two know of it.
 */
export const Seal = z
  .object({
    id: Id,
    recordingId: Id,
    owner: PersonRef,
    coach: PersonRef,
    sealedBy: PersonRef,
    sealedAt: Instant,
    /** What either wrote is open to the other once both released; until then it can be taken back. */
    ownerReleasedAt: Instant.nullable(),
    coachReleasedAt: Instant.nullable(),
    openedAt: Instant.nullable(),
    /** By the owner, before both had released. */
    openedEarly: z.boolean(),
    /** False when the coach may not watch the lesson any more: then only the owner can open it. */
    coachWatches: z.boolean(),
  })
  .meta({ id: 'Seal' });
export type Seal = z.infer<typeof Seal>;

const ofRecording = z.object({ recordingId: Id });

export const sealRoutes = {
  get: route({
    method: 'GET',
    path: '/recordings/:recordingId/seal',
    summary: 'The last time two looked at this lesson apart (for these two), and with whom the asker may begin now',
    params: ofRecording,
    returns: z.object({ seal: Seal.nullable(), coaches: z.array(PersonRef) }),
  }),
  start: route({
    method: 'POST',
    path: '/recordings/:recordingId/seal',
    summary: 'Look apart first: the owner with a coach, or a coach, who names themselves',
    params: ofRecording,
    body: z.object({ coachId: Id }),
    returns: Seal,
    status: 201,
    problems: ['already_sealed', 'seal_not_with', 'trajectory_over'],
  }),
  release: route({
    method: 'PUT',
    path: '/recordings/:recordingId/seal/release',
    summary: 'Say that one is done, or not yet after all; the second to be done opens it',
    params: ofRecording,
    body: z.object({ released: z.boolean() }),
    returns: Seal,
    problems: ['changed_meanwhile'],
  }),
  open: route({
    method: 'POST',
    path: '/recordings/:recordingId/seal/open',
    summary: 'Open it before both are done (owner)',
    params: ofRecording,
    returns: Seal,
    problems: ['changed_meanwhile'],
  }),
} as const;
