import { z } from 'zod';
import { Id, Instant, Language, Line, PersonRef } from './common.ts';
import { Email, MembershipRole, Password } from './identity.ts';
import { BYTES, route } from './route.ts';

export const Organisation = z
  .object({
    id: Id,
    name: z.string(),
    quotaBytes: z.number(),
    usedBytes: z.number(),
    recordingCount: z.int(),
    /** How many days after the end of its trajectory a lesson is kept, unless its owner says less. */
    keepDays: z.int(),
    /** How many months after it was recorded a lesson is kept at most. */
    keepMonths: z.int(),
    /** Null: the school gave no logo. */
    logoChangedAt: Instant.nullable(),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;

export const Member = z
  .object({
    person: PersonRef,
    email: z.string(),
    role: MembershipRole,
    endsAt: Instant.nullable(),
    joinedAt: Instant,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    role: MembershipRole,
    /** When a guest's access will end by itself. */
    endsAt: Instant.nullable(),
    expiresAt: Instant,
    invitedAt: Instant,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

/** What a logo is made smaller to before it is sent. */
export const MAX_LOGO = { width: 800, height: 400, bytes: 150_000 };

const inOrganisation = z.object({ organisationId: Id });
const ofMember = inOrganisation.extend({ personId: Id });
const byToken = z.object({ token: z.string().max(100) });

export const organisationRoutes = {
  get: route({
    method: 'GET',
    path: '/organisations/:organisationId',
    summary: 'The school and its storage figures (administrator)',
    params: inOrganisation,
    returns: Organisation,
  }),
  update: route({
    method: 'PATCH',
    path: '/organisations/:organisationId',
    summary: 'Rename the school, change its quota or how long it keeps lessons (administrator)',
    params: inOrganisation,
    body: z.object({
      name: Line(120).optional(),
      quotaBytes: z.int().min(0).optional(),
      keepDays: z.int().min(0).max(365).optional(),
      keepMonths: z.int().min(1).max(12).optional(),
    }),
    returns: Organisation,
  }),
  logo: route({
    method: 'GET',
    path: '/organisations/:organisationId/logo',
    summary: "The school's logo, a PNG",
    params: inOrganisation,
    returns: BYTES,
  }),
  /** Read and written anew: nothing of the file stays but its picture. */
  setLogo: route({
    method: 'PUT',
    path: '/organisations/:organisationId/logo',
    summary: 'Give the school a logo, or another (administrator)',
    params: inOrganisation,
    body: z.object({ png: z.base64().max(Math.ceil(MAX_LOGO.bytes / 3) * 4) }),
    returns: Organisation,
    problems: ['logo_unreadable'],
  }),
  removeLogo: route({
    method: 'DELETE',
    path: '/organisations/:organisationId/logo',
    summary: 'Take the logo away (administrator)',
    params: inOrganisation,
  }),
  /** Whom one can pick as coach, coachee or grantee: names only, for every member; guests see whom they work with. */
  colleagues: route({
    method: 'GET',
    path: '/organisations/:organisationId/colleagues',
    summary: 'Names of the people of the school',
    params: inOrganisation,
    returns: z.object({ items: z.array(PersonRef) }),
  }),
  people: route({
    method: 'GET',
    path: '/organisations/:organisationId/people',
    summary: 'People with address and role (administrator)',
    params: inOrganisation,
    returns: z.object({ items: z.array(Member) }),
  }),
  updateMember: route({
    method: 'PATCH',
    path: '/organisations/:organisationId/people/:personId',
    summary: "Change a person's role or end date (administrator)",
    params: ofMember,
    body: z.object({ role: MembershipRole.optional(), endsAt: Instant.nullable().optional() }),
    returns: Member,
    problems: ['last_administrator'],
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/organisations/:organisationId/people/:personId',
    summary: "End a person's membership (administrator)",
    params: ofMember,
    problems: ['last_administrator'],
  }),
  invitations: route({
    method: 'GET',
    path: '/organisations/:organisationId/invitations',
    summary: 'Open invitations (administrator)',
    params: inOrganisation,
    returns: z.object({ items: z.array(Invitation) }),
  }),
  invite: route({
    method: 'POST',
    path: '/organisations/:organisationId/invitations',
    summary: 'Invite a person by mail (administrator)',
    params: inOrganisation,
    body: z.object({
      email: Email,
      name: Line(120),
      role: MembershipRole,
      endsAt: Instant.nullable().default(null),
      language: Language.default('nl'),
    }),
    returns: Invitation,
    status: 201,
    problems: ['already_member'],
  }),
  withdrawInvitation: route({
    method: 'DELETE',
    path: '/organisations/:organisationId/invitations/:invitationId',
    summary: 'Withdraw an invitation (administrator)',
    params: inOrganisation.extend({ invitationId: Id }),
  }),
  invitation: route({
    method: 'GET',
    path: '/invitations/:token',
    summary: 'What an invitation link is for',
    open: true,
    params: byToken,
    returns: z.object({ organisationName: z.string(), name: z.string(), email: z.string(), hasAccount: z.boolean() }),
    problems: ['link_not_valid'],
  }),
  /** Someone with an account gives the password they have; someone new chooses one. */
  acceptInvitation: route({
    method: 'POST',
    path: '/invitations/:token',
    summary: 'Accept an invitation',
    open: true,
    params: byToken,
    body: z.object({ name: Line(120), password: Password, language: Language }),
    problems: ['link_not_valid', 'password_too_weak'],
  }),
} as const;
