import { z } from 'zod';
import { Id, Instant, Line, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** The four that every trajectory settles, and whatever else two people agree. */
export const AgreementKind = z.enum(['report', 'telling', 'visibility', 'retention', 'free']);
export type AgreementKind = z.infer<typeof AgreementKind>;
export const settledKinds = ['report', 'telling', 'visibility', 'retention'] as const satisfies AgreementKind[];

/** Fixed answers: is there a written report; who tells the client at the end. */
export const agreementChoices = {
  report: ['no_report', 'report'],
  telling: ['coachee_tells', 'coach_tells_with_coachee'],
} as const;
export const AgreementChoice = z.enum([...agreementChoices.report, ...agreementChoices.telling]);
export type AgreementChoice = z.infer<typeof AgreementChoice>;

export const AgreementVersion = z
  .object({
    id: Id,
    number: z.int(),
    /** It ends what held before it; its text says why, or nothing. */
    ends: z.boolean(),
    choice: AgreementChoice.nullable(),
    text: z.string(),
    /** With a written report: who of the client agreed to the extra work. */
    clientAgreed: z.string(),
    proposedBy: PersonRef,
    proposedAt: Instant,
    /** By both: it holds. A later version that is not, leaves it so. */
    acceptances: z.array(z.object({ person: PersonRef, at: Instant })),
    /** `ended`: both accepted an end, of this version too. */
    state: z.enum(['open', 'accepted', 'refused', 'withdrawn', 'ended']),
    answeredBy: PersonRef.nullable(),
    answeredAt: Instant.nullable(),
    answer: z.string(),
    /** The asker's answer is what it waits for. */
    waitsForMe: z.boolean(),
  })
  .meta({ id: 'AgreementVersion' });
export type AgreementVersion = z.infer<typeof AgreementVersion>;

export const Agreement = z
  .object({
    id: Id,
    kind: AgreementKind,
    /** Newest first. */
    versions: z.array(AgreementVersion),
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof Agreement>;

const Proposal = z
  .object({
    kind: AgreementKind,
    /** Of a free one that is to be changed; the others are found by their kind. */
    agreementId: Id.nullable().default(null),
    /** What holds is to hold no longer. */
    ends: z.boolean().default(false),
    choice: AgreementChoice.nullable().default(null),
    text: Prose(2000).default(''),
    clientAgreed: Line(200).or(z.literal('')).default(''),
  })
  .refine(
    ({ kind, choice, ends }) =>
      !ends && (kind === 'report' || kind === 'telling')
        ? choice !== null && (agreementChoices[kind] as readonly string[]).includes(choice)
        : choice === null,
    {
      path: ['choice'],
    },
  )
  .refine(({ choice, text, ends }) => ends || choice !== null || text !== '', { path: ['text'] })
  .refine(({ choice, clientAgreed }) => choice !== 'report' || clientAgreed !== '', { path: ['clientAgreed'] });
export type AgreementProposal = z.infer<typeof Proposal>;

const ofTrajectory = z.object({ trajectoryId: Id });
const ofVersion = z.object({ versionId: Id });

export const agreementRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/agreements',
    summary: 'The working agreements with their versions (coachee and coach)',
    params: ofTrajectory,
    returns: z.object({ items: z.array(Agreement) }),
  }),
  /** The proposer accepts it by proposing. */
  propose: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/agreements',
    summary: 'Propose a working agreement, a change or the end of one (coachee or coach)',
    params: ofTrajectory,
    body: Proposal,
    returns: Agreement,
    status: 201,
    problems: ['changed_meanwhile', 'trajectory_over'],
  }),
  answer: route({
    method: 'POST',
    path: '/working-agreement-versions/:versionId/answer',
    summary: 'Accept or refuse a working agreement (coachee or coach)',
    params: ofVersion,
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('accept') }),
      z.object({ decision: z.literal('refuse'), answer: Prose(1000).default('') }),
    ]),
    returns: Agreement,
    problems: ['agreement_answered', 'trajectory_over'],
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/working-agreement-versions/:versionId',
    summary: 'Take back an own proposal that the other has not answered',
    params: ofVersion,
    problems: ['agreement_answered', 'trajectory_over'],
  }),
} as const;
