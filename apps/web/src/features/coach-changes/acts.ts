import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { readTrajectoriesAgain } from '../trajectories/queries.ts';

export async function proposeCoach(trajectoryId: string, body: { coachId: string; reason: string }): Promise<void> {
  const { change } = await call(coachChangeRoutes.propose, { params: { trajectoryId }, body });
  await readTrajectoriesAgain();
  say(i18next.t(change === null ? 'trajectories:coach.changed' : 'trajectories:coach.proposed'));
}

export async function answerCoach(changeId: string, decision: 'agree' | 'refuse'): Promise<void> {
  await call(coachChangeRoutes.answer, { params: { changeId }, body: { decision } });
  await readTrajectoriesAgain();
  say(i18next.t(decision === 'agree' ? 'trajectories:coach.changed' : 'trajectories:coach.refused'));
}

export async function withdrawCoach(changeId: string): Promise<void> {
  await call(coachChangeRoutes.withdraw, { params: { changeId } });
  await readTrajectoriesAgain();
  say(i18next.t('trajectories:coach.withdrawn'));
}
