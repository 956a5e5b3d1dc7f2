import { z } from 'zod';
import { Id, Instant, PersonRef } from './common.ts';
import { Range } from './cuts.ts';
import { GrantRendition } from './hiding.ts';
import { route } from './route.ts';

/**
 * Whether what a grant shows can be watched: a part is `preparing` until its edges are made, and then it `failed` or is
 * `ready`; `nothing` where the trim leaves none of it, or nothing hidden is in use any more.
 */
export const GrantShows = z.enum(['ready', 'preparing', 'failed', 'nothing']);
export type GrantShows = z.infer<typeof GrantShows>;

export const Grant = z
  .object({
    id: Id,
    recordingId: Id,
    grantee: PersonRef,
    mayComment: z.boolean(),
    /** The part of the lesson that it shows; null: all that the trim leaves. */
    range: Range.nullable(),
    /** The film as it was recorded, or with what its owner hides. */
    rendition: GrantRendition,
    shows: GrantShows,
    until: Instant,
    grantedAt: Instant,
  })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

export const grantRoutes = {
  list: route({
    method: 'GET',
    path: '/recordings/:recordingId/grants',
    summary: 'With whom it is shared now (owner)',
    params: z.object({ recordingId: Id }),
    returns: z.object({ items: z.array(Grant) }),
  }),
  give: route({
    method: 'POST',
    path: '/recordings/:recordingId/grants',
    summary: 'Share with a person until a date (owner)',
    params: z.object({ recordingId: Id }),
    body: z.object({
      granteeId: Id,
      mayComment: z.boolean(),
      until: Instant,
      range: Range.nullable().default(null),
      rendition: GrantRendition.default('plain'),
    }),
    returns: Grant,
    status: 201,
    problems: [
      ...(['grant_in_past', 'grant_exists', 'not_a_member', 'range_refused', 'recording_not_ready'] as const),
      ...(['pupils_lack_consent', 'class_list_missing', 'hiding_not_used'] as const),
    ],
  }),
  change: route({
    method: 'PATCH',
    path: '/grants/:grantId',
    summary: 'Change date, commenting, or what it shows (owner)',
    params: z.object({ grantId: Id }),
    body: z.object({
      mayComment: z.boolean().optional(),
      until: Instant.optional(),
      range: Range.nullable().optional(),
      rendition: GrantRendition.optional(),
    }),
    returns: Grant,
    problems: ['grant_in_past', 'range_refused', 'recording_not_ready', 'hiding_not_used'],
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/grants/:grantId',
    summary: 'Withdraw at once (owner)',
    params: z.object({ grantId: Id }),
  }),
  /** Every grant is bounded by it, those of later too. The film stays as it is. */
  trim: route({
    method: 'PUT',
    path: '/recordings/:recordingId/trim',
    summary: 'Say which part of the lesson anybody else may see at most (owner)',
    params: z.object({ recordingId: Id }),
    body: z.object({ range: Range.nullable() }),
    returns: z.object({ range: Range.nullable() }),
    problems: ['range_refused', 'recording_not_ready'],
  }),
} as const;
