import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { readTrajectoriesAgain } from '../trajectories/queries.ts';

export async function proposeCoach(trajectoryId: string, body: { coachId: string; reason: string }): Promise<void> {
  const { change } = await call(coachChangeRoutes.propose, { params: { trajectoryId }, body });
  await readTrajectoriesAgain();
  say(
    i18next.t(change.state === 'asked' ? 'trajectories:coach.askedSaid' : 'trajectories:coach.proposed', {
      coach: change.coach.name,
    }),
  );
}

/** @param said the key of what is told: that the coach is asked, or that the answerer coaches now */
export async function agreeToCoach(
  changeId: string,
  said: 'trajectories:coach.agreed' | 'trajectories:coach.yoursNow',
): Promise<void> {
  await call(coachChangeRoutes.answer, { params: { changeId }, body: { decision: 'agree' } });
  await readTrajectoriesAgain();
  say(i18next.t(said));
}

export async function refuseCoach(changeId: string, message = ''): Promise<void> {
  await call(coachChangeRoutes.answer, { params: { changeId }, body: { decision: 'refuse', message } });
  await readTrajectoriesAgain();
  say(i18next.t('trajectories:coach.refused'));
}

export async function withdrawCoach(changeId: string): Promise<void> {
  await call(coachChangeRoutes.withdraw, { params: { changeId } });
  await readTrajectoriesAgain();
  say(i18next.t('trajectories:coach.withdrawn'));
}
