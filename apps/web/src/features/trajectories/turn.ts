import type { Goal, GoalProposal } from '@lesblik/shared/goals';
import type { Recording } from '@lesblik/shared/recordings';
import type { Trajectory } from '@lesblik/shared/trajectories';

/** Whose turn it is in a trajectory: the key of the sentence and what it names. */
export type Turn =
  | { key: 'answer'; count: number; name: string }
  | { key: 'waitGoals' | 'waitAnswer' | 'firstLesson' | 'waitLesson' | 'outside'; name: string }
  | { key: 'writeGoals' | 'look' | 'evaluate' | 'closed' };

interface Known {
  trajectory: Trajectory;
  goals: readonly Goal[];
  proposals: readonly GoalProposal[];
  recordings: readonly Recording[];
}

/** The first thing somebody wants to know on a trajectory's page; the coachee's own turn comes first. */
export function turnOf({ trajectory, goals, proposals, recordings }: Known): Turn {
  const { myRoles, coachee, coach, phase } = trajectory;
  const isCoachee = myRoles.includes('coachee');
  if (!isCoachee && !myRoles.includes('coach')) return { key: 'outside', name: coachee.name };
  if (phase === 'closed') return { key: 'closed' };
  const open = proposals.filter(({ state }) => state === 'open');
  const [first] = open;
  if (isCoachee && first) return { key: 'answer', count: open.length, name: first.proposedBy.name };
  const current = goals.filter(({ archivedAt }) => archivedAt === null);
  if (!isCoachee && first) return { key: 'waitAnswer', name: coachee.name };
  if (current.length === 0) return isCoachee ? { key: 'writeGoals' } : { key: 'waitGoals', name: coachee.name };
  if (phase === 'final_evaluation') return { key: 'evaluate' };
  if (recordings.length === 0) {
    return isCoachee ? { key: 'firstLesson', name: coach.name } : { key: 'waitLesson', name: coachee.name };
  }
  return { key: 'look' };
}
