import { settledKinds } from '@lesblik/shared/agreements';
import type { Goal, GoalProposal } from '@lesblik/shared/goals';
import { isLesson } from '@lesblik/shared/recording-state';
import type { Recording } from '@lesblik/shared/recordings';
import type { TrajectoryOverview } from '@lesblik/shared/trajectories';

/** Whose turn it is in a trajectory: the key of the sentence and what it names. */
export type Turn =
  | { key: 'answer' | 'acceptAgreement'; count: number; name: string }
  | { key: 'settle'; count: number }
  | {
      key:
        | 'waitGoals'
        | 'waitAnswer'
        | 'firstLesson'
        | 'waitLesson'
        | 'outside'
        | 'agreeCoach'
        | 'chooseCoach'
        | 'coachAsked'
        | 'coachProposed'
        | 'wishedLeft'
        | 'startIntake'
        | 'waitContact'
        | 'waitAgreement';
      name: string;
    }
  | {
      key:
        | 'writeGoals'
        | 'look'
        | 'evaluate'
        | 'closed'
        | 'paused'
        | 'stopped'
        | 'makeContact'
        | 'estimate'
        | 'startGoals';
    };

interface Known {
  overview: TrajectoryOverview;
  goals: readonly Goal[];
  proposals: readonly GoalProposal[];
  recordings: readonly Recording[];
}

type Inside = NonNullable<TrajectoryOverview['inside']>;

/** What waits for nobody any more: it is over, or it lies still. */
function atRest({ trajectory: { phase, standing } }: TrajectoryOverview): Turn | undefined {
  if (standing !== 'running') return { key: standing };
  return phase === 'closed' ? { key: 'closed' } : undefined;
}

/** Another coach is for coachee and client, whatever else they do. */
function coachTurn({ trajectory, coachChange }: TrajectoryOverview): Turn | undefined {
  const { myRoles, coachLeft } = trajectory;
  const chooses = myRoles.includes('coachee') || myRoles.includes('client');
  // Nobody is there any more to say yes: that is to be undone before another can be chosen.
  if (coachChange?.coachLeft && chooses) return { key: 'wishedLeft', name: coachChange.coach.name };
  if (coachChange?.waitsForMe) return { key: 'agreeCoach', name: coachChange.proposedBy.name };
  if (!coachLeft || !chooses) return undefined;
  if (coachChange === null) return { key: 'chooseCoach', name: trajectory.coach.name };
  return { key: coachChange.state === 'asked' ? 'coachAsked' : 'coachProposed', name: coachChange.coach.name };
}

function requestTurn({ trajectory }: TrajectoryOverview, { contacts }: Inside): Turn {
  const { myRoles, coach, coachee, plannedTalks } = trajectory;
  if (!myRoles.includes('coach')) return { key: 'waitContact', name: coach.name };
  if (contacts.length === 0) return { key: 'makeContact' };
  return plannedTalks === null ? { key: 'estimate' } : { key: 'startIntake', name: coachee.name };
}

/** The four agreements that every trajectory settles. */
function intakeTurn({ trajectory }: TrajectoryOverview, { agreements }: Inside): Turn {
  const { myRoles, coach, coachee } = trajectory;
  const of = (kind: string) => agreements.find((agreement) => agreement.kind === kind)?.versions ?? [];
  const standing = settledKinds.filter((kind) => of(kind).some(({ state }) => state === 'accepted'));
  const asked = settledKinds.filter(
    (kind) => !standing.includes(kind) && of(kind).some(({ state }) => state === 'open'),
  );
  const missing = settledKinds.length - standing.length - asked.length;
  if (missing > 0) return { key: 'settle', count: missing };
  if (asked.length > 0) return { key: 'waitAgreement', name: myRoles.includes('coachee') ? coach.name : coachee.name };
  return { key: 'startGoals' };
}

/** The first thing somebody wants to know on a trajectory's page; the asker's own turn comes first. */
export function turnOf({ overview, goals, proposals, recordings }: Known): Turn {
  const { trajectory, inside } = overview;
  const { myRoles, coachee, coach, phase } = trajectory;
  const rest = atRest(overview) ?? coachTurn(overview);
  if (rest) return rest;
  if (inside === null) return { key: 'outside', name: coachee.name };
  const isCoachee = myRoles.includes('coachee');
  const open = proposals.filter(({ state }) => state === 'open');
  const [first] = open;
  if (isCoachee && first) return { key: 'answer', count: open.length, name: first.proposedBy.name };
  const asked = inside.agreements.flatMap(({ versions }) => versions.filter(({ waitsForMe }) => waitsForMe));
  if (asked[0]) return { key: 'acceptAgreement', count: asked.length, name: asked[0].proposedBy.name };
  if (phase === 'request') return requestTurn(overview, inside);
  if (phase === 'intake') return intakeTurn(overview, inside);
  const current = goals.filter(({ archivedAt }) => archivedAt === null);
  if (!isCoachee && first) return { key: 'waitAnswer', name: coachee.name };
  if (current.length === 0) return isCoachee ? { key: 'writeGoals' } : { key: 'waitGoals', name: coachee.name };
  if (phase === 'final_evaluation') return { key: 'evaluate' };
  if (!recordings.some(({ state }) => isLesson(state))) {
    return isCoachee ? { key: 'firstLesson', name: coach.name } : { key: 'waitLesson', name: coachee.name };
  }
  return { key: 'look' };
}
