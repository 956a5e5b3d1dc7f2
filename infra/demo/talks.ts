import { actionRoutes } from '@lesblik/shared/actions';
import { talkRoutes } from '@lesblik/shared/talks';
import { then } from './past.ts';
import { openDay, type School } from './school.ts';

const TALK = 'Samen kijken: denktijd';
const ACTION = 'In elke rekenles drie keer in stilte tot vijf tellen';

/** A talk with a time that both agreed on, and an action; what is there stays. */
export async function planTalk(
  { clients, ids, past }: School,
  trajectoryId: string,
  goalId: string | undefined,
): Promise<void> {
  const params = { trajectoryId };
  const { items: talks } = await clients.coach.call(talkRoutes.list, { params });
  if (!talks.some(({ title }) => title === TALK)) {
    const offer = {
      params,
      body: {
        ...{ kind: 'coaching' as const, title: TALK, timeZone: 'Europe/Amsterdam', place: 'Lokaal van groep 6' },
        times: [`${openDay(6)}T15:30`, `${openDay(9)}T16:00`],
      },
    };
    const offered = await past.at(then(2, 11), () => clients.coach.call(talkRoutes.offer, offer));
    const pick = { params: { talkId: offered.id }, body: { timeId: offered.times[0]?.id ?? '' } };
    await past.at(then(1, 7, 30), () => clients.docent.call(talkRoutes.pick, pick));
  }
  const { items: actions } = await clients.docent.call(actionRoutes.list, { params });
  if (actions.some(({ what }) => what === ACTION)) return;
  const body = { what: ACTION, ownerId: ids.docent, dueOn: openDay(14), goalId: goalId ?? null };
  await past.at(then(1, 7, 35), () => clients.docent.call(actionRoutes.add, { params, body }));
}
