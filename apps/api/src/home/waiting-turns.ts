import type { WaitingTurnKind } from '@lesblik/shared/home';
import type { Turn } from '@lesblik/shared/trajectory-turn';
import type { OwnTurns } from '../trajectories/turns.service.ts';
import type { RankedWaiting } from './home.repository.ts';

const kinds: Partial<Record<Turn['key'], WaitingTurnKind>> = {
  makeContact: 'make_contact',
  estimate: 'estimate_talks',
  startIntake: 'start_intake',
  settle: 'settle_agreements',
  startGoals: 'start_goals',
  writeGoals: 'write_goals',
  firstLesson: 'share_first_lesson',
  startCoaching: 'start_coaching',
  planTalk: 'plan_talk',
  startEvaluation: 'start_evaluation',
  writeReport: 'write_report',
  roundOff: 'round_off',
};

/** Others wait for an answer; what one begins oneself comes after that. */
const ANSWER = 4;
const OWN_STEP = 5;

/** What somebody is to do in one trajectory, as home shows it; proposals for a goal stand there one by one. */
export const waitingTurns = ({ turns, ...known }: OwnTurns): RankedWaiting[] =>
  turns.flatMap((turn) => waitingTurn(turn, known) ?? []);

function waitingTurn(turn: Turn, { trajectory, facts }: Omit<OwnTurns, 'turns'>): RankedWaiting | undefined {
  const { id: trajectoryId, title: trajectoryTitle, organisationId, createdAt, coachee, coach, myRoles } = trajectory;
  const of = { organisationId, trajectoryId, trajectoryTitle };
  if (turn.key === 'acceptAgreement') {
    const asked = facts.inside?.agreements.flatMap(({ versions }) => versions.filter(({ waitsForMe }) => waitsForMe));
    const at = asked?.map(({ proposedAt }) => proposedAt).toSorted();
    return {
      rank: ANSWER,
      item: { ...of, kind: 'agreement_to_accept', count: turn.count, at: at?.at(-1) ?? createdAt },
    };
  }
  if (turn.key === 'agreeCoach' && facts.coachChange !== null) {
    const { proposedAt: at, coach: wished } = facts.coachChange;
    return { rank: ANSWER, item: { ...of, kind: 'coach_change', proposedBy: turn.name, coach: wished.name, at } };
  }
  if (turn.key === 'chooseCoach' || turn.key === 'wishedLeft') {
    return { rank: ANSWER, item: { ...of, kind: 'coach_left', coach: turn.name, at: createdAt } };
  }
  const kind = kinds[turn.key];
  if (kind === undefined) return undefined;
  const { name } = myRoles.includes('coachee') ? coach : coachee;
  const count = 'count' in turn ? turn.count : 1;
  return { rank: OWN_STEP, item: { ...of, kind, name, count, at: createdAt } };
}
