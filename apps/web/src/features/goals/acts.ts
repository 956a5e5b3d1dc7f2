import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes, type Goal, type GoalProposal, type GoalWording } from '@lesblik/shared/goals';
import type { Call } from '@lesblik/shared/route';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { readGoalsAgain } from './queries.ts';

export async function addGoal(trajectoryId: string, wording: GoalWording): Promise<void> {
  await call(goalRoutes.add, { params: { trajectoryId }, body: wording });
  await readGoalsAgain(trajectoryId);
  say(i18next.t('goals:added'));
}

export async function editGoal(goal: Goal, wording: GoalWording): Promise<void> {
  await call(goalRoutes.edit, { params: { goalId: goal.id }, body: wording });
  await readGoalsAgain(goal.trajectoryId);
  say(i18next.t('goals:saved'));
}

export async function saveSteps(goal: Goal, steps: string[]): Promise<void> {
  await call(goalRoutes.edit, { params: { goalId: goal.id }, body: { steps } });
  await readGoalsAgain(goal.trajectoryId);
  say(i18next.t('goal-page:steps.saved'));
}

export async function rate(goal: Goal, rating: Call<typeof goalProgressRoutes.rate>['body']): Promise<void> {
  await call(goalProgressRoutes.rate, { params: { goalId: goal.id }, body: rating });
  await readGoalsAgain(goal.trajectoryId);
  say(i18next.t('goal-page:progress.saved'));
}

/** Of a lesson that was deleted: its words, which stayed. */
export async function removeKept(goal: Goal, commentId: string): Promise<void> {
  await call(goalProgressRoutes.removeKept, { params: { goalId: goal.id, commentId } });
  await readGoalsAgain(goal.trajectoryId);
  say(i18next.t('goal-page:kept.removed'));
}

async function setArchived(goal: Goal, archived: boolean): Promise<void> {
  await call(goalRoutes.edit, { params: { goalId: goal.id }, body: { archived } });
  await readGoalsAgain(goal.trajectoryId);
}

/** Put back says so; it is the undo of putting away as well as a button of its own. */
export async function restoreGoal(goal: Goal): Promise<void> {
  try {
    await setArchived(goal, false);
    say(i18next.t('goals:restored'));
  } catch (error) {
    sayProblem(error);
  }
}

export async function archiveGoal(goal: Goal): Promise<void> {
  try {
    await setArchived(goal, true);
    say(i18next.t('goals:archived'), () => void restoreGoal(goal));
  } catch (error) {
    sayProblem(error);
  }
}

export async function propose(trajectoryId: string, coacheeName: string, wording: GoalWording): Promise<void> {
  await call(goalRoutes.propose, { params: { trajectoryId }, body: wording });
  await readGoalsAgain(trajectoryId);
  say(i18next.t('goals:proposed', { name: coacheeName }));
}

/** Accepts in the coach's words, or in the coachee's own. */
export async function acceptProposal(proposal: GoalProposal, wording?: GoalWording): Promise<void> {
  const body = { decision: 'accept' as const, ...(wording && { wording }) };
  await call(goalRoutes.answer, { params: { proposalId: proposal.id }, body });
  await readGoalsAgain(proposal.trajectoryId);
  say(i18next.t('goals:proposal.accepted'));
}

export async function refuseProposal(proposal: GoalProposal, answer: string): Promise<void> {
  await call(goalRoutes.answer, { params: { proposalId: proposal.id }, body: { decision: 'refuse', answer } });
  await readGoalsAgain(proposal.trajectoryId);
  say(i18next.t('goals:proposal.refused'));
}

export async function withdrawProposal(proposal: GoalProposal): Promise<void> {
  await call(goalRoutes.withdrawProposal, { params: { proposalId: proposal.id } });
  await readGoalsAgain(proposal.trajectoryId);
  say(i18next.t('goals:proposal.withdrawn'));
}
