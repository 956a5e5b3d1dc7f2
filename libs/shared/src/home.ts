import { z } from 'zod';
import { Day, Id, Instant } from './common.ts';
import { route } from './route.ts';

export const WaitingTurnKind = z.enum([
  'make_contact',
  'estimate_talks',
  'start_intake',
  'settle_agreements',
  'start_goals',
  'write_goals',
  'share_first_lesson',
  'start_coaching',
  'plan_talk',
  'start_evaluation',
  'write_report',
  'round_off',
]);
export type WaitingTurnKind = z.infer<typeof WaitingTurnKind>;

const Subject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('new_comments'),
    recordingId: Id,
    recordingTitle: z.string(),
    count: z.int(),
    at: Instant,
  }),
  /** Shared with the asker and not opened yet. */
  z.object({
    kind: z.literal('lesson_to_review'),
    recordingId: Id,
    recordingTitle: z.string(),
    ownerName: z.string(),
    until: Instant,
    at: Instant,
  }),
  z.object({
    kind: z.literal('goal_proposal'),
    trajectoryId: Id,
    proposalId: Id,
    goalTitle: z.string(),
    proposedBy: z.string(),
    at: Instant,
  }),
  /** An own goal to which no comment is linked. */
  z.object({
    kind: z.literal('goal_without_moment'),
    trajectoryId: Id,
    goalId: Id,
    goalTitle: z.string(),
    at: Instant,
  }),
  /** An own recording of which the upload or conversion failed. */
  z.object({
    kind: z.literal('recording_failed'),
    recordingId: Id,
    recordingTitle: z.string(),
    problem: z.string(),
    at: Instant,
  }),
  /** An own lesson that is deleted after this day. */
  z.object({
    kind: z.literal('lesson_ends'),
    recordingId: Id,
    recordingTitle: z.string(),
    keepUntil: Day,
    at: Instant,
  }),
  /** Asked of this coach, or open to all of them. */
  z.object({ kind: z.literal('request_for_you'), requestId: Id, title: z.string(), client: z.string(), at: Instant }),
  /** An own request: everybody who was asked refused. */
  z.object({ kind: z.literal('request_without_coach'), requestId: Id, title: z.string(), at: Instant }),
  z.object({
    kind: z.literal('agreement_to_accept'),
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    count: z.int(),
    at: Instant,
  }),
  /** Coachee and client choose another together: the other of them proposed one. */
  z.object({
    kind: z.literal('coach_change'),
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    proposedBy: z.string(),
    coach: z.string(),
    at: Instant,
  }),
  /** Coachee and client, or an administrator, chose the asker. */
  z.object({
    kind: z.literal('coach_asked'),
    changeId: Id,
    trajectoryTitle: z.string(),
    coachee: z.string(),
    proposedBy: z.string(),
    at: Instant,
  }),
  z.object({
    kind: z.literal('coach_left'),
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    coach: z.string(),
    at: Instant,
  }),
  /** Times were offered to the asker, who picks one. */
  z.object({ kind: z.literal('pick_time'), talkId: Id, talkTitle: z.string(), offeredBy: z.string(), at: Instant }),
  /** The other one agrees with the summary as it stands. */
  z.object({ kind: z.literal('confirm_summary'), talkId: Id, talkTitle: z.string(), name: z.string(), at: Instant }),
  /** An own action that is late, or is to be done within three days. */
  z.object({
    kind: z.literal('action_due'),
    trajectoryId: Id,
    actionId: Id,
    what: z.string(),
    dueOn: Day,
    at: Instant,
  }),
  /** The asker and another look at a lesson apart, and the asker is not done; `done`: the other is. */
  z.object({
    kind: z.literal('look_apart'),
    recordingId: Id,
    recordingTitle: z.string(),
    name: z.string(),
    done: z.boolean(),
    at: Instant,
  }),
  /** The coach suggested other words for the asker's final evaluation. */
  z.object({
    kind: z.literal('report_suggested'),
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    name: z.string(),
    count: z.int(),
    at: Instant,
  }),
  /** Consent for pupils in an own lesson was refused or withdrawn: it is closed, and waits for what its owner does. */
  z.object({
    kind: z.literal('consent_withdrawn'),
    recordingId: Id,
    recordingTitle: z.string(),
    count: z.int(),
    at: Instant,
  }),
  /** An own class list that was not gone over since the school year began, or a backup was restored. */
  z.object({ kind: z.literal('class_list_to_check'), classListId: Id, name: z.string(), at: Instant }),
  /** The next step of a trajectory is the asker's: what its page calls their turn. */
  z.object({
    kind: WaitingTurnKind,
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    /** The coach, for the coachee; otherwise the coachee. */
    name: z.string(),
    /** How many agreements are still to be settled; otherwise 1. */
    count: z.int(),
    at: Instant,
  }),
]);

/** One thing that waits for the asker, and in which school; the web makes the sentence and the link. */
export const Waiting = z.intersection(Subject, z.object({ organisationId: Id })).meta({ id: 'Waiting' });
export type Waiting = z.infer<typeof Waiting>;

export const homeRoutes = {
  waiting: route({
    method: 'GET',
    path: '/home/waiting',
    summary: 'What waits for the asker, most pressing first',
    returns: z.object({ items: z.array(Waiting) }),
  }),
} as const;
