import { z } from 'zod';
import { Day, Id, Instant, Language, Line, PersonRef, Prose } from './common.ts';
import { BYTES, route } from './route.ts';
import { TimeZone } from './zoned-time.ts';

/** What the coachee writes in the final evaluation, in the order in which it is read. */
export const ReportText = z.enum(['learned', 'hold_on', 'future', 'support']);
export type ReportText = z.infer<typeof ReportText>;

/** Two facts, the texts, and one field for each goal. */
export const ReportKey = z.enum(['period', 'talks', ...ReportText.options, 'goal']);
export type ReportKey = z.infer<typeof ReportKey>;

export const MAX_REPORT_TEXT = 5000;

/** Names a field: a goal's by its goal. */
export const ReportFieldName = z
  .object({ key: ReportKey, goalId: Id.nullable().default(null) })
  .refine(({ key, goalId }) => (key === 'goal') === (goalId !== null), { path: ['goalId'] });
export type ReportFieldName = z.infer<typeof ReportFieldName>;

export const ReportField = z
  .object({
    key: ReportKey,
    goalId: Id.nullable(),
    /** Empty for a fact. */
    text: z.string(),
    /** For client and supervisor, once it is signed. */
    released: z.boolean(),
    /** Of a goal: with the coachee's first and last rating. */
    rated: z.boolean(),
    /** 0: not written in yet. */
    revision: z.int(),
  })
  .meta({ id: 'ReportField' });
export type ReportField = z.infer<typeof ReportField>;

export const ReportSuggestion = z
  .object({
    id: Id,
    key: ReportKey,
    goalId: Id.nullable(),
    text: z.string(),
    /** The field's words when it was made. */
    about: z.string(),
    suggestedBy: PersonRef,
    suggestedAt: Instant,
    state: z.enum(['open', 'accepted', 'refused', 'withdrawn']),
  })
  .meta({ id: 'ReportSuggestion' });
export type ReportSuggestion = z.infer<typeof ReportSuggestion>;

const Rated = z.object({ value: z.int().min(-2).max(2), step: z.string(), at: Instant });

/** What leaves coachee and coach: released words and nothing else. */
export const ReportContent = z
  .object({
    school: z.string(),
    trajectory: z.string(),
    coachee: z.string(),
    coach: z.string(),
    /** In which the coachee wrote. */
    language: Language,
    period: z.object({ from: Day, to: Day }).nullable(),
    /** Days of the talks held, oldest first; null when not released. */
    talks: z.array(Day).nullable(),
    goals: z.array(
      z.object({ title: z.string(), text: z.string(), rated: z.object({ first: Rated, last: Rated }).nullable() }),
    ),
    texts: z.array(z.object({ key: ReportText, text: z.string() })),
  })
  .meta({ id: 'ReportContent' });
export type ReportContent = z.infer<typeof ReportContent>;

export const ReleasedReport = z
  .object({ id: Id, content: ReportContent, signedName: z.string(), signedAt: Instant })
  .meta({ id: 'ReleasedReport' });
export type ReleasedReport = z.infer<typeof ReleasedReport>;

export const ReportVersion = z
  .object({
    id: Id,
    number: z.int(),
    signedName: z.string(),
    signedAt: Instant,
    /** `released`: client and supervisor read it now. */
    state: z.enum(['released', 'replaced', 'withdrawn']),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'ReportVersion' });
export type ReportVersion = z.infer<typeof ReportVersion>;

export const Evaluation = z
  .object({
    /** Process facts as they are now. */
    facts: z.object({ from: Day, to: Day, talks: z.array(Day) }),
    /** Every field there can be; those of goals in the order of the list, without archived ones. */
    fields: z.array(ReportField),
    /** Open ones, and what became of the others; newest first. */
    suggestions: z.array(ReportSuggestion),
    /** Newest first. */
    versions: z.array(ReportVersion),
    /** A working agreement holds that there is a written report. */
    agreed: z.boolean(),
    /** Signed since, and changed after that. */
    changedSince: z.boolean(),
  })
  .meta({ id: 'Evaluation' });
export type Evaluation = z.infer<typeof Evaluation>;

/** The coachee writes in it; the two others are facts, that are released or not. */
export const isWritten = (key: ReportKey): boolean => key !== 'period' && key !== 'talks';

const ofTrajectory = z.object({ trajectoryId: Id });
const Words = Prose(MAX_REPORT_TEXT);

export const reportRoutes = {
  evaluation: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/evaluation',
    summary: 'The final evaluation as it is being written (coachee and coach)',
    params: ofTrajectory,
    returns: Evaluation,
  }),
  /** `revision`: of the field as the writer read it, so that nobody writes over what they did not see. */
  write: route({
    method: 'PUT',
    path: '/trajectories/:trajectoryId/evaluation',
    summary: 'Write in a field of the final evaluation, or say whether it is released (coachee)',
    params: ofTrajectory,
    body: ReportFieldName.and(
      z.object({
        revision: z.int().min(0),
        text: Words.optional(),
        released: z.boolean().optional(),
        rated: z.boolean().optional(),
      }),
    ).refine(({ key, text }) => text === undefined || isWritten(key), { path: ['text'] }),
    returns: ReportField,
    problems: ['changed_meanwhile', 'goal_not_of_this_trajectory', 'trajectory_over'],
  }),
  /** Another one for the same field takes the place of the one before. */
  suggest: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/report-suggestions',
    summary: 'Suggest other words for a field (coach)',
    params: ofTrajectory,
    body: ReportFieldName.and(z.object({ text: Words.pipe(z.string().min(1)) })).refine(({ key }) => isWritten(key), {
      path: ['key'],
    }),
    returns: ReportSuggestion,
    status: 201,
    problems: ['goal_not_of_this_trajectory', 'trajectory_over'],
  }),
  /** Accepted, the field gets its words; `revision` as above. */
  answer: route({
    method: 'POST',
    path: '/report-suggestions/:suggestionId/answer',
    summary: 'Accept or refuse a suggestion (coachee)',
    params: z.object({ suggestionId: Id }),
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('accept'), revision: z.int().min(0) }),
      z.object({ decision: z.literal('refuse') }),
    ]),
    returns: ReportSuggestion,
    problems: ['suggestion_answered', 'changed_meanwhile', 'trajectory_over'],
  }),
  takeBack: route({
    method: 'DELETE',
    path: '/report-suggestions/:suggestionId',
    summary: 'Take an own suggestion back (coach)',
    params: z.object({ suggestionId: Id }),
    problems: ['suggestion_answered', 'trajectory_over'],
  }),
  preview: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/report-preview',
    summary: 'The report as client and supervisor would read it (coachee and coach)',
    params: ofTrajectory,
    /** Whoever signs says with the digest what they read. */
    returns: z.object({ content: ReportContent, digest: z.string() }),
  }),
  sign: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/reports',
    summary: 'Sign the report: from now on client and supervisor read it, in place of one before (coachee)',
    params: ofTrajectory,
    body: z.object({ name: Line(120), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    returns: ReleasedReport,
    status: 201,
    problems: ['report_not_agreed', 'report_too_early', 'report_empty', 'changed_meanwhile', 'trajectory_over'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/reports/:reportId/withdraw',
    summary: 'Withdraw the released report: client and supervisor read it no more (coachee; also when all is over)',
    params: z.object({ reportId: Id }),
    problems: ['changed_meanwhile'],
  }),
  released: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/report',
    summary: 'The released report; null while there is none (everybody with a part in the trajectory)',
    params: ofTrajectory,
    returns: z.object({ report: ReleasedReport.nullable() }),
  }),
  pdf: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/report.pdf',
    summary: 'The released report as tagged PDF, in Dutch or English',
    params: ofTrajectory,
    query: z.object({
      language: Language.default('nl'),
      /** In which the days of signing and rating are told. */
      timeZone: TimeZone.default('Europe/Amsterdam'),
    }),
    returns: BYTES,
  }),
} as const;
