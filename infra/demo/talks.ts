import { actionRoutes } from '@lesblik/shared/actions';
import { talkRoutes } from '@lesblik/shared/talks';
import { day, type School } from './school.ts';

const TALK = 'Samen kijken: denktijd';
const ACTION = 'In elke rekenles drie keer in stilte tot vijf tellen';

/** A talk with a time that both agreed on, and an action; what is there stays. */
export async function planTalk(
  { clients, ids }: School,
  trajectoryId: string,
  goalId: string | undefined,
): Promise<void> {
  const params = { trajectoryId };
  const { items: talks } = await clients.coach.call(talkRoutes.list, { params });
  if (!talks.some(({ title }) => title === TALK)) {
    const offered = await clients.coach.call(talkRoutes.offer, {
      params,
      body: {
        ...{ kind: 'coaching', title: TALK, timeZone: 'Europe/Amsterdam', place: 'Lokaal van groep 6' },
        times: [`${day(6)}T15:30`, `${day(7)}T15:30`],
      },
    });
    const body = { timeId: offered.times[0]?.id ?? '' };
    await clients.docent.call(talkRoutes.pick, { params: { talkId: offered.id }, body });
  }
  const { items: actions } = await clients.docent.call(actionRoutes.list, { params });
  if (actions.some(({ what }) => what === ACTION)) return;
  const body = { what: ACTION, ownerId: ids.docent, dueOn: day(14), goalId: goalId ?? null };
  await clients.docent.call(actionRoutes.add, { params, body });
}
