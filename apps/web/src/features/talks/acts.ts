import { type Action, actionRoutes } from '@lesblik/shared/actions';
import { talkRoutes } from '@lesblik/shared/talks';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { readTalksAgain } from './queries.ts';

/** Does it, reads everything anew and says so; a refusal is told. @returns whether it was done */
export async function act(work: () => Promise<unknown>, said?: string, undo?: () => void): Promise<boolean> {
  try {
    await work();
    await readTalksAgain();
    if (said !== undefined) say(said, undo);
    return true;
  } catch (error) {
    sayProblem(error);
    // What is on the page may be what was refused for: it is read anew too.
    void readTalksAgain();
    return false;
  }
}

const restoreAction = (action: Action): Promise<boolean> =>
  act(() => call(actionRoutes.restore, { params: { actionId: action.id } }));

export const removeAction = (action: Action): Promise<boolean> =>
  act(
    () => call(actionRoutes.remove, { params: { actionId: action.id } }),
    i18next.t('talks:actions.removed'),
    () => void restoreAction(action),
  );

export const openAction = (action: Action): Promise<boolean> =>
  act(() => call(actionRoutes.open, { params: { actionId: action.id } }));

export const pickTime = (talkId: string, timeId: string, said: string): Promise<boolean> =>
  act(() => call(talkRoutes.pick, { params: { talkId }, body: { timeId } }), said);

export const release = (talkId: string, released: boolean, said: string): Promise<boolean> =>
  act(() => call(talkRoutes.release, { params: { talkId }, body: { released } }), said);

export const reopenTalk = (talkId: string): Promise<boolean> =>
  act(() => call(talkRoutes.reopen, { params: { talkId } }), i18next.t('talks:acts.reopened'));
