import { requestRoutes, type TrajectoryRequest } from '@lesblik/shared/requests';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { readTrajectoriesAgain } from '../trajectories/queries.ts';

const one = ({ id }: TrajectoryRequest) => ({ params: { requestId: id } });

/** Whatever came of it, what is shown is read again: somebody else may have been first. */
async function thenRead<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    await readTrajectoriesAgain();
  }
}

/** @returns the trajectory that it became */
export async function takeRequest(request: TrajectoryRequest): Promise<string> {
  const { trajectoryId } = await thenRead(call(requestRoutes.take, one(request)));
  say(i18next.t('requests:taken'));
  return trajectoryId;
}

export async function refuseRequest(request: TrajectoryRequest, message: string): Promise<void> {
  await thenRead(call(requestRoutes.refuse, { ...one(request), body: { message } }));
  say(i18next.t('requests:refused'));
}

export async function withdrawRequest(request: TrajectoryRequest, message: string): Promise<void> {
  await thenRead(call(requestRoutes.withdraw, { ...one(request), body: { message } }));
  say(i18next.t('requests:withdrawn'));
}

export async function askCoach(request: TrajectoryRequest, coachId: string, name: string): Promise<void> {
  await thenRead(call(requestRoutes.ask, { ...one(request), body: { coachIds: [coachId] } }));
  say(i18next.t('requests:askedDone', { name }));
}

export async function openToCoaches(request: TrajectoryRequest): Promise<void> {
  await thenRead(call(requestRoutes.ask, { ...one(request), body: { openToCoaches: true } }));
  say(i18next.t('requests:opened'));
}
