import { z } from 'zod';
import { isOver, type Place, type TrajectoryRole } from './trajectory-steps.ts';

/** What somebody is to one recording. Trajectory roles and the administrator's give nothing here: only owner and grant do. */
export type RecordingRole = 'owner' | 'watcher' | 'commenter' | 'uploader';

export const RecordingAction = z.enum([
  'watch',
  'comment',
  'describe',
  'download',
  'grant',
  'delete',
  'read_log',
  'process',
  'upload',
  'see_upload',
]);
export type RecordingAction = z.infer<typeof RecordingAction>;

/** The rule book of recordings. `uploader` is somebody else than the owner, and only until the film is whole. */
const recordingRules: Record<RecordingAction, readonly RecordingRole[]> = {
  watch: ['owner', 'watcher', 'commenter'],
  comment: ['owner', 'commenter'],
  describe: ['owner'],
  download: ['owner'],
  grant: ['owner'],
  delete: ['owner'],
  read_log: ['owner'],
  /** Retry or cancel the conversion. */
  process: ['owner'],
  upload: ['owner', 'uploader'],
  see_upload: ['owner', 'uploader'],
};

export const mayRecording = (action: RecordingAction, roles: readonly RecordingRole[]): boolean =>
  recordingRules[action].some((role) => roles.includes(role));

export const recordingActions = (roles: readonly RecordingRole[]): RecordingAction[] =>
  RecordingAction.options.filter((action) => mayRecording(action, roles));

export type TrajectoryAction =
  | 'see'
  | 'change'
  | 'work'
  | 'plan'
  | 'agree'
  | 'change_coach'
  | 'read_goals'
  | 'write_goals'
  | 'propose_goal'
  | 'answer_proposal'
  | 'rate_goal'
  | 'call'
  | 'read_talks'
  | 'talk'
  | 'read_evaluation'
  | 'write_report'
  | 'suggest_report'
  | 'withdraw_report';

/** The rule book of trajectories: the coachee owns the goals; client and supervisor see phases, counts and dates. */
const trajectoryRules: Record<TrajectoryAction, readonly TrajectoryRole[]> = {
  see: ['coachee', 'coach', 'client', 'supervisor'],
  change: ['coachee', 'coach'],
  /** The working page: contact, estimate, agreements, reasons. */
  work: ['coachee', 'coach'],
  /** Write down contact with client and supervisor, and the estimate. */
  plan: ['coach'],
  /** Propose and accept working agreements. */
  agree: ['coachee', 'coach'],
  /** Choose another coach, together. */
  change_coach: ['coachee', 'client'],
  read_goals: ['coachee', 'coach'],
  write_goals: ['coachee'],
  propose_goal: ['coach'],
  answer_proposal: ['coachee'],
  /** Each for themselves; both read both. */
  rate_goal: ['coachee', 'coach'],
  /** Open a review call. */
  call: ['coachee', 'coach'],
  /** Talks and actions, as they stand. */
  read_talks: ['coachee', 'coach'],
  /** Plan talks, fill them in and agree on actions. */
  talk: ['coachee', 'coach'],
  /** The final evaluation and the report as they are being written; what is signed and released is for all who see it. */
  read_evaluation: ['coachee', 'coach'],
  /** Write it, say what is released, and sign it. */
  write_report: ['coachee'],
  suggest_report: ['coach'],
  withdraw_report: ['coachee'],
};

/**
 * What a trajectory that is over is still there for: to be read, and to take back what was released of it. The way out of
 * that is a step, and steps have a table of their own.
 */
const stays: readonly TrajectoryAction[] = [
  ...(['see', 'work', 'read_goals', 'read_talks', 'read_evaluation'] as const),
  'withdraw_report',
];

type TrajectoryVerdict = 'may' | 'not_theirs' | 'over';

export function judgeTrajectory(
  action: TrajectoryAction,
  roles: readonly TrajectoryRole[],
  place: Pick<Place, 'phase' | 'standing'>,
): TrajectoryVerdict {
  if (!trajectoryRules[action].some((role) => roles.includes(role))) return 'not_theirs';
  return isOver(place) && !stays.includes(action) ? 'over' : 'may';
}

/** Whether its reader may do this in it now. */
export const mayTrajectory = (
  action: TrajectoryAction,
  { myRoles, ...place }: Pick<Place, 'phase' | 'standing'> & { myRoles: readonly TrajectoryRole[] },
): boolean => judgeTrajectory(action, myRoles, place) === 'may';
