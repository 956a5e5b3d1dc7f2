import { type Agreement, settledKinds } from './agreements.ts';
import type { CoachChange } from './coach-changes.ts';
import type { PersonRef } from './common.ts';
import type { Talk } from './talks.ts';
import type { Trajectory } from './trajectories.ts';

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
        | 'waitAgreement'
        | 'pickTime'
        | 'waitPick'
        | 'prepare'
        | 'confirmTalk'
        | 'planTalk'
        | 'noTalk'
        | 'waitReport';
      name: string;
    }
  | {
      key:
        | 'writeGoals'
        | 'startCoaching'
        | 'startEvaluation'
        | 'writeReport'
        | 'roundOff'
        | 'closed'
        | 'paused'
        | 'stopped'
        | 'makeContact'
        | 'estimate'
        | 'startGoals';
    };

/** What it takes to say whose turn it is; `myRoles` and `waitsForMe` are the asker's. */
export interface TurnFacts {
  trajectory: Pick<Trajectory, 'phase' | 'standing' | 'myRoles' | 'coachee' | 'coach' | 'coachLeft' | 'plannedTalks'>;
  /** The one that waits for an answer. */
  coachChange: Pick<CoachChange, 'state' | 'waitsForMe' | 'proposedBy' | 'coach' | 'coachLeft'> | null;
  /** Only for coachee and coach, as are the numbers below. */
  inside: { contacts: { readonly length: number }; agreements: readonly Agreement[] } | null;
  /** On the list now. */
  goalCount: number;
  /** Not answered yet. */
  openProposals: readonly { proposedBy: PersonRef }[];
  /** Lessons of the trajectory that the asker may see. */
  lessonCount: number;
  talks: readonly Pick<Talk, 'kind' | 'state' | 'startsAt' | 'offeredBy'>[];
  /** The coachee signed a report that client and supervisor read. */
  reportSigned: boolean;
  /** Epoch milliseconds: a talk that was planned before it is over. */
  now: number;
}

type Inside = NonNullable<TurnFacts['inside']>;

/** What waits for nobody any more: it is over, or it lies still. */
function atRest({ trajectory: { phase, standing } }: TurnFacts): Turn | undefined {
  if (standing !== 'running') return { key: standing };
  return phase === 'closed' ? { key: 'closed' } : undefined;
}

/** Another coach is for coachee and client, whatever else they do. */
function coachTurn({ trajectory, coachChange }: TurnFacts): Turn | undefined {
  const { myRoles, coachLeft } = trajectory;
  const chooses = myRoles.includes('coachee') || myRoles.includes('client');
  // Nobody is there any more to say yes: that is to be undone before another can be chosen.
  if (coachChange?.coachLeft && chooses) return { key: 'wishedLeft', name: coachChange.coach.name };
  if (coachChange?.waitsForMe) return { key: 'agreeCoach', name: coachChange.proposedBy.name };
  if (!coachLeft || !chooses) return undefined;
  if (coachChange === null) return { key: 'chooseCoach', name: trajectory.coach.name };
  return { key: coachChange.state === 'asked' ? 'coachAsked' : 'coachProposed', name: coachChange.coach.name };
}

function requestTurn({ trajectory }: TurnFacts, { contacts }: Inside): Turn {
  const { myRoles, coach, coachee, plannedTalks } = trajectory;
  if (!myRoles.includes('coach')) return { key: 'waitContact', name: coach.name };
  if (contacts.length === 0) return { key: 'makeContact' };
  return plannedTalks === null ? { key: 'estimate' } : { key: 'startIntake', name: coachee.name };
}

/** The four agreements that every trajectory settles. */
function intakeTurn({ trajectory }: TurnFacts, { agreements }: Inside): Turn {
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

/** The talk that is offered or planned, or that nobody confirmed yet; undefined where there is none. */
function openTalkTurn({ trajectory, talks, now }: TurnFacts): Turn | undefined {
  const { myRoles, coachee, coach } = trajectory;
  const [me, other] = myRoles.includes('coachee') ? [coachee, coach] : [coach, coachee];
  const offered = talks.filter(({ state }) => state === 'proposed');
  const planned = talks.filter(({ state }) => state === 'planned');
  if (offered.some(({ offeredBy }) => offeredBy.id !== me.id)) return { key: 'pickTime', name: other.name };
  const over = ({ startsAt }: (typeof planned)[number]) => startsAt !== null && Date.parse(startsAt) < now;
  if (planned.some(over)) return { key: 'confirmTalk', name: other.name };
  if (planned.length > 0) return { key: 'prepare', name: other.name };
  return offered.length > 0 ? { key: 'waitPick', name: other.name } : undefined;
}

/** Either may offer times; that there is a next talk is the coach's to see to. */
function planTurn({ trajectory: { myRoles, coachee, coach } }: TurnFacts): Turn {
  return myRoles.includes('coach') ? { key: 'planTalk', name: coachee.name } : { key: 'noTalk', name: coach.name };
}

function coachingTurn(facts: TurnFacts): Turn {
  const { trajectory, lessonCount, talks } = facts;
  const { myRoles, coachee, coach, plannedTalks } = trajectory;
  if (lessonCount === 0) {
    return myRoles.includes('coachee')
      ? { key: 'firstLesson', name: coach.name }
      : { key: 'waitLesson', name: coachee.name };
  }
  const held = talks.filter(({ state }) => state === 'held').length;
  const enough = plannedTalks !== null && held >= plannedTalks;
  return openTalkTurn(facts) ?? (enough ? { key: 'startEvaluation' } : planTurn(facts));
}

/** The last talk first; then the report, where one was agreed; then nothing is left but to close. */
function evaluationTurn(facts: TurnFacts, { agreements }: Inside): Turn {
  const { trajectory, talks, reportSigned } = facts;
  const open = openTalkTurn(facts);
  if (open) return open;
  if (!talks.some(({ kind, state }) => kind === 'final_evaluation' && state === 'held')) return planTurn(facts);
  const agreed = agreements.some(
    ({ kind, versions }) =>
      kind === 'report' && versions.find(({ state }) => state === 'accepted')?.choice === 'report',
  );
  if (!agreed || reportSigned) return { key: 'roundOff' };
  const { myRoles, coachee } = trajectory;
  return myRoles.includes('coachee') ? { key: 'writeReport' } : { key: 'waitReport', name: coachee.name };
}

/** What the phase asks for. */
function phaseTurn(facts: TurnFacts, inside: Inside): Turn {
  const { trajectory, openProposals, goalCount } = facts;
  const { myRoles, coachee, phase } = trajectory;
  if (phase === 'request') return requestTurn(facts, inside);
  if (phase === 'intake') return intakeTurn(facts, inside);
  if (phase === 'final_evaluation') return evaluationTurn(facts, inside);
  const isCoachee = myRoles.includes('coachee');
  if (!isCoachee && openProposals.length > 0) return { key: 'waitAnswer', name: coachee.name };
  if (goalCount === 0) return isCoachee ? { key: 'writeGoals' } : { key: 'waitGoals', name: coachee.name };
  return phase === 'goals' ? { key: 'startCoaching' } : coachingTurn(facts);
}

/** Everything that can be said of whose turn it is, most pressing first. */
function turnsOf(facts: TurnFacts): { first: Turn; all: Turn[] } {
  const { trajectory, inside, openProposals } = facts;
  const rest = atRest(facts);
  if (rest) return { first: rest, all: [rest] };
  const coach = coachTurn(facts);
  const turns: Turn[] = coach ? [coach] : [];
  const withLast = (last: Turn) => ({ first: turns[0] ?? last, all: [...turns, last] });
  if (inside === null) return withLast({ key: 'outside', name: trajectory.coachee.name });
  const [first] = openProposals;
  if (trajectory.myRoles.includes('coachee') && first) {
    turns.push({ key: 'answer', count: openProposals.length, name: first.proposedBy.name });
  }
  const asked = inside.agreements.flatMap(({ versions }) => versions.filter(({ waitsForMe }) => waitsForMe));
  if (asked[0]) turns.push({ key: 'acceptAgreement', count: asked.length, name: asked[0].proposedBy.name });
  return withLast(phaseTurn(facts, inside));
}

/** The first thing somebody wants to know on a trajectory's page. */
export const turnOf = (facts: TurnFacts): Turn => turnsOf(facts).first;

const ownKeys: ReadonlySet<Turn['key']> = new Set([
  ...(['agreeCoach', 'chooseCoach', 'wishedLeft', 'answer', 'acceptAgreement'] as const),
  ...(['makeContact', 'estimate', 'startIntake', 'settle', 'startGoals', 'writeGoals', 'firstLesson'] as const),
  ...(['startCoaching', 'planTalk', 'startEvaluation', 'writeReport', 'roundOff'] as const),
]);

/** All that the asker is the one to do now. */
export const ownTurnsOf = (facts: TurnFacts): Turn[] => turnsOf(facts).all.filter(({ key }) => ownKeys.has(key));
