import { z } from 'zod';
import { Id, Instant, Language, Line } from './common.ts';
import { route } from './route.ts';

export const MIN_PASSWORD = 10;

/** NIST SP 800-63B: length counts, composition rules do not. */
export const Password = z.string().min(MIN_PASSWORD).max(128);
export const Email = z.string().max(254).trim().toLowerCase().pipe(z.email());

export const MembershipRole = z.enum(['administrator', 'member', 'guest']);
export type MembershipRole = z.infer<typeof MembershipRole>;

export const Membership = z
  .object({
    organisationId: Id,
    organisationName: z.string(),
    role: MembershipRole,
    /** A guest's last instant; null without an end. */
    endsAt: Instant.nullable(),
    /** How long the school keeps lessons: days after the end of a trajectory, months after the recording at most. */
    keepDays: z.int(),
    keepMonths: z.int(),
  })
  .meta({ id: 'Membership' });

export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    language: Language,
    twoFactorEnabled: z.boolean(),
    memberships: z.array(Membership),
    /** What this installation takes at most. */
    limits: z.object({ filmBytes: z.int() }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Sign-in, sign-out, reset, change of password, TOTP and own sessions are better-auth's, at `/api/auth/*`. */
export const identityRoutes = {
  me: route({ method: 'GET', path: '/me', summary: 'Who is signed in', returns: Me }),
  /** A first visit asks this: nobody is no error. */
  session: route({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, if anybody',
    open: true,
    returns: z.object({ person: Me.nullable() }),
  }),
  updateMe: route({
    method: 'PATCH',
    path: '/me',
    summary: 'Change own name or language',
    body: z.object({ name: Line(120).optional(), language: Language.optional() }),
    returns: Me,
  }),
  emailChange: route({
    method: 'GET',
    path: '/me/email-change',
    summary: 'The address that waits for its link to be pressed',
    returns: z.object({ pending: z.object({ email: z.string(), expiresAt: Instant }).nullable() }),
  }),
  /** Says nothing of whether somebody has the address; that goes by mail, to who reads it. */
  askEmailChange: route({
    method: 'POST',
    path: '/me/email-change',
    summary: 'Ask for another own address; a link is mailed to it',
    body: z.object({ email: Email, password: z.string().min(1).max(128) }),
    problems: ['password_wrong', 'same_address', 'too_many_requests'],
  }),
  withdrawEmailChange: route({
    method: 'DELETE',
    path: '/me/email-change',
    summary: 'Keep the own address after all',
  }),
  emailChangeLink: route({
    method: 'GET',
    path: '/email-changes/:token',
    summary: 'Which address a mailed link is for; changes nothing',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    returns: z.object({ email: z.string() }),
    problems: ['link_not_valid'],
  }),
  confirmEmailChange: route({
    method: 'POST',
    path: '/email-changes/:token',
    summary: 'Make the address that the link was mailed to the own one',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    problems: ['link_not_valid'],
  }),
  resetLink: route({
    method: 'GET',
    path: '/password-resets/:token',
    summary: 'Does the link in a mail about a forgotten password still work',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    problems: ['link_not_valid'],
  }),
  setupLink: route({
    method: 'GET',
    path: '/setup/:token',
    summary: 'Is the one-time link of the first administrator valid',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    problems: ['link_not_valid'],
  }),
  setup: route({
    method: 'POST',
    path: '/setup/:token',
    summary: 'Set up the school and its first administrator',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    body: z.object({
      organisationName: Line(120),
      name: Line(120),
      email: Email,
      password: Password,
      language: Language,
    }),
    problems: ['link_not_valid', 'password_too_weak'],
  }),
} as const;
