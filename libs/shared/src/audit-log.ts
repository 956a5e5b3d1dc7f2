import { z } from 'zod';
import { Id, Instant, Language, legible, Milliseconds, page, PageQuery, PersonRef } from './common.ts';
import { BYTES, route } from './route.ts';
import { TimeZone } from './zoned-time.ts';

export const AuditKind = z.enum([
  'created',
  'uploaded',
  'opened',
  'played',
  /** Sent to somebody's player, which has not said that it was played. */
  'loaded',
  'downloaded',
  /** Played in a call that was being recorded: that recording shows it. By whoever asked for the recording. */
  'recorded_in_call',
  'granted',
  'grant_changed',
  'withdrawn',
  'refused',
  'described',
  /** What anybody but the owner may see of it was changed: from `startMs` to `endMs`, or all again. */
  'trimmed',
  /** What is hidden of it was changed for whoever is shown that; nothing is hidden any more. */
  'hiding_used',
  'hiding_removed',
  'deleted',
  /** The law asks the school to keep it: it cannot be deleted. */
  'held',
  'hold_ended',
]);
export type AuditKind = z.infer<typeof AuditKind>;

export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    /** Without a title: it was deleted. */
    recording: z.object({ id: Id, title: z.string() }),
    kind: AuditKind,
    /** Null when nobody was signed in. */
    actor: PersonRef.nullable(),
    /** The person a grant is about. */
    subject: PersonRef.nullable(),
    /** The part played or loaded, to 10 s; the part that a grant or the trim shows, exactly. */
    startMs: Milliseconds.nullable(),
    endMs: Milliseconds.nullable(),
    /** Of a grant: until when, of a hold too, and whether commenting came with it. */
    until: Instant.nullable(),
    mayComment: z.boolean().nullable(),
    /**
     * What was refused (a `RecordingAction`), or which fields were described, separated by commas, `trajectory_end` where
     * its last day went along with its trajectory's end, `told_late` where its owner was given time; `export` where the film was downloaded with an archive of everything, `institute` or `outside` where it was downloaded for those; `consent`
     * where access ended because consent for a pupil is lacking, `erased` where that person was erased, `restored` where a backup was restored; `hidden` or `plain`:
     * which film a grant shows; of a deletion that its owner did not ask for, the reason (`DeletionReason`).
     */
    detail: z.string().nullable(),
    /** `phone`, `tablet` or `computer`. */
    device: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What is looked for: all of it together. */
export const LogFilter = z.object({
  kind: AuditKind.optional(),
  /** Who did it, or whom it is about. */
  personId: Id.optional(),
  /** From this instant on, and before that one. */
  from: Instant.optional(),
  before: Instant.optional(),
  /** Each of these words stands in a name, in the lesson's title or in what the log says, in either language. */
  words: z.string().max(200).transform(legible).optional(),
});
export type LogFilter = z.infer<typeof LogFilter>;

const one = z.object({ recordingId: Id });
const query = PageQuery.extend(LogFilter.shape);
const tableQuery = LogFilter.extend({ language: Language.default('nl'), timeZone: TimeZone.default('UTC') });
const People = z.object({ items: z.array(PersonRef) });

export const auditLogRoutes = {
  list: route({
    method: 'GET',
    path: '/recordings/:recordingId/log',
    summary: 'Who did what with this recording, newest first (owner)',
    params: one,
    query,
    returns: page(AuditEntry),
  }),
  people: route({
    method: 'GET',
    path: '/recordings/:recordingId/log/people',
    summary: 'Everybody whom the log of this recording names (owner)',
    params: one,
    returns: People,
  }),
  table: route({
    method: 'GET',
    path: '/recordings/:recordingId/log.csv',
    summary: 'The log of this recording as a table, newest first (owner)',
    params: one,
    query: tableQuery,
    returns: BYTES,
  }),
  mine: route({
    method: 'GET',
    path: '/log',
    summary: 'Who did what with any of the caller’s own recordings, newest first',
    query,
    returns: page(AuditEntry),
  }),
  minePeople: route({
    method: 'GET',
    path: '/log/people',
    summary: 'Everybody whom the logs of the caller’s own recordings name',
    returns: People,
  }),
  mineTable: route({
    method: 'GET',
    path: '/log.csv',
    summary: 'The logs of the caller’s own recordings as one table, newest first',
    query: tableQuery,
    returns: BYTES,
  }),
} as const;
