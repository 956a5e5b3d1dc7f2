import { z } from 'zod';
import { Id } from './common.ts';
import { route } from './route.ts';

/**
 * The end of an account with everything that was theirs alone. What others read too stays, of somebody who has no name any
 * more: an empty name is one.
 */
export const erasureRoutes = {
  own: route({
    method: 'POST',
    path: '/me/erasure',
    summary: 'End one’s own account, and erase oneself',
    body: z.object({ password: z.string().min(1).max(128) }),
    problems: ['password_wrong', 'last_administrator', 'recording_held', 'too_many_requests'],
  }),
  ofMember: route({
    method: 'POST',
    path: '/organisations/:organisationId/people/:personId/erasure',
    summary: 'End the account of somebody who belongs to this school alone, and erase them (administrator)',
    params: z.object({ organisationId: Id, personId: Id }),
    problems: ['belongs_elsewhere', 'last_administrator', 'recording_held'],
  }),
} as const;
