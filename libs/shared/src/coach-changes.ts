import { z } from 'zod';
import { Day, Id, Instant, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** Another coach, proposed by coachee or client; both agree, and then it holds at once. */
export const CoachChange = z
  .object({
    id: Id,
    trajectoryId: Id,
    coach: PersonRef,
    reason: z.string(),
    proposedBy: PersonRef,
    proposedAt: Instant,
    /** The asker's agreement is what it waits for. */
    waitsForMe: z.boolean(),
  })
  .meta({ id: 'CoachChange' });
export type CoachChange = z.infer<typeof CoachChange>;

/** What an administrator sees of a trajectory: who, until when, and whether its coach is still there. */
export const CoachedPair = z
  .object({ trajectoryId: Id, coachee: PersonRef, coach: PersonRef, coachLeft: z.boolean(), endsOn: Day })
  .meta({ id: 'CoachedPair' });
export type CoachedPair = z.infer<typeof CoachedPair>;

const ofChange = z.object({ changeId: Id });

export const coachChangeRoutes = {
  /** Without a client, the coachee's word is enough and it holds at once. */
  propose: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/coach-changes',
    summary: 'Propose another coach (coachee or client)',
    params: z.object({ trajectoryId: Id }),
    body: z.object({ coachId: Id, reason: Prose(1000).default('') }),
    returns: z.object({ change: CoachChange.nullable() }),
    status: 201,
    problems: ['not_a_member', 'same_person_twice', 'same_coach', 'coach_change_waits'],
  }),
  answer: route({
    method: 'POST',
    path: '/coach-changes/:changeId/answer',
    summary: 'Agree to another coach, or not (the other of coachee and client)',
    params: ofChange,
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('agree') }),
      z.object({ decision: z.literal('refuse'), message: Prose(1000).default('') }),
    ]),
    problems: ['proposal_already_answered', 'not_a_member'],
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/coach-changes/:changeId',
    summary: 'Take back an own proposal for another coach',
    params: ofChange,
    problems: ['proposal_already_answered'],
  }),
  pairs: route({
    method: 'GET',
    path: '/organisations/:organisationId/coached-pairs',
    summary: 'Who coaches whom in trajectories that go on (administrator)',
    params: z.object({ organisationId: Id }),
    returns: z.object({ items: z.array(CoachedPair) }),
  }),
  replace: route({
    method: 'PUT',
    path: '/organisations/:organisationId/trajectories/:trajectoryId/coach',
    summary: 'Give a trajectory another coach (administrator)',
    params: z.object({ organisationId: Id, trajectoryId: Id }),
    body: z.object({ coachId: Id, reason: Prose(1000).default('') }),
    problems: ['not_a_member', 'same_person_twice', 'same_coach'],
  }),
} as const;
