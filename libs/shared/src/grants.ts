import { z } from 'zod';
import { Id, Instant, PersonRef } from './common.ts';
import { route } from './route.ts';

export const Grant = z
  .object({
    id: Id,
    recordingId: Id,
    grantee: PersonRef,
    mayComment: z.boolean(),
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
    body: z.object({ granteeId: Id, mayComment: z.boolean(), until: Instant }),
    returns: Grant,
    status: 201,
    problems: ['grant_in_past', 'grant_exists', 'not_a_member', 'pupils_lack_consent', 'class_list_missing'],
  }),
  change: route({
    method: 'PATCH',
    path: '/grants/:grantId',
    summary: 'Change date or commenting (owner)',
    params: z.object({ grantId: Id }),
    body: z.object({ mayComment: z.boolean().optional(), until: Instant.optional() }),
    returns: Grant,
    problems: ['grant_in_past'],
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/grants/:grantId',
    summary: 'Withdraw at once (owner)',
    params: z.object({ grantId: Id }),
  }),
} as const;
