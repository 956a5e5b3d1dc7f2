import { z } from 'zod';
import { Day, Id, Instant, Line, PersonRef } from './common.ts';
import { route } from './route.ts';

/** Lessons of one teacher that may not be deleted for now, because the law asks for it. Nobody sees more of them by it. */
export const LegalHold = z
  .object({
    id: Id,
    organisationId: Id,
    /** Whose lessons. */
    owner: PersonRef,
    /** The days on which they were recorded, both included. */
    recordedFrom: Day,
    recordedUntil: Day,
    reason: z.string(),
    /** The last day it holds. */
    until: Day,
    setBy: PersonRef,
    setAt: Instant,
  })
  .meta({ id: 'LegalHold' });
export type LegalHold = z.infer<typeof LegalHold>;

const inSchool = z.object({ organisationId: Id });
const list = z.object({ items: z.array(LegalHold) });

export const holdRoutes = {
  list: route({
    method: 'GET',
    path: '/organisations/:organisationId/holds',
    summary: 'What is held now (administrator)',
    params: inSchool,
    returns: list,
  }),
  set: route({
    method: 'POST',
    path: '/organisations/:organisationId/holds',
    summary: 'Hold lessons of a teacher; the teacher is told, and it stands in the log of each (administrator)',
    params: inSchool,
    body: z.object({ ownerId: Id, recordedFrom: Day, recordedUntil: Day, reason: Line(300), until: Day }),
    returns: LegalHold,
    status: 201,
    problems: ['not_a_member', 'hold_ends_before'],
  }),
  end: route({
    method: 'DELETE',
    path: '/organisations/:organisationId/holds/:holdId',
    summary: 'End a hold before its day (administrator)',
    params: inSchool.extend({ holdId: Id }),
  }),
  mine: route({
    method: 'GET',
    path: '/holds',
    summary: "What holds the asker's own lessons now, and why",
    returns: list,
  }),
} as const;
