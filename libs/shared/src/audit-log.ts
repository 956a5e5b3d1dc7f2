import { z } from 'zod';
import { Id, Instant, Milliseconds, page, PageQuery, PersonRef } from './common.ts';
import { route } from './route.ts';

export const AuditKind = z.enum([
  'created',
  'uploaded',
  'opened',
  'played',
  /** Sent to somebody's player, which has not said that it was played. */
  'loaded',
  'downloaded',
  'granted',
  'grant_changed',
  'withdrawn',
  'refused',
  'described',
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
    kind: AuditKind,
    /** Null when nobody was signed in. */
    actor: PersonRef.nullable(),
    /** The person a grant is about. */
    subject: PersonRef.nullable(),
    /** The part played or loaded, to 10 s. */
    startMs: Milliseconds.nullable(),
    endMs: Milliseconds.nullable(),
    /** Of a grant: until when, and whether commenting came with it. */
    until: Instant.nullable(),
    mayComment: z.boolean().nullable(),
    /**
     * What was refused (a `RecordingAction`), or which fields were described, separated by commas; `export` where the film
     * was downloaded with an archive of everything.
     */
    detail: z.string().nullable(),
    /** `phone`, `tablet` or `computer`. */
    device: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const auditLogRoutes = {
  list: route({
    method: 'GET',
    path: '/recordings/:recordingId/log',
    summary: 'Who did what with this recording, newest first (owner)',
    params: z.object({ recordingId: Id }),
    query: PageQuery.extend({ kind: AuditKind.optional() }),
    returns: page(AuditEntry),
  }),
} as const;
