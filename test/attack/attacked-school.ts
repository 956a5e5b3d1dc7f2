import { School } from '../bench/support/school.ts';
import type { Known } from './targets.ts';

const DAY_MS = 86_400_000;
const day = (ahead: number): string => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);

/** Something of each kind, by the names that routes and bodies call it. */
export async function somethingOfAll(school: School): Promise<Known['ids']> {
  const { organisationId, coachId } = school;
  const { id: ownerId } = await school.send<{ id: string }>('GET', '/me');
  const made = async (path: string, body: object, cookie?: string): Promise<string> =>
    (await school.send<{ id: string }>('POST', path, body, cookie)).id;
  const recordingId = await school.create('les.mp4', 1_000);
  const { id: clientId } = await school.member('Opdrachtgever');
  const trajectoryId = await made('/trajectories', {
    ...{ organisationId, title: 'Rust', coacheeId: ownerId, coachId, startsOn: day(0), endsOn: day(90) },
  });
  const inTrajectory = `/trajectories/${trajectoryId}`;
  const goalId = await made(`${inTrajectory}/goals`, { title: 'Wachten' });
  const actionId = await made(`${inTrajectory}/actions`, { what: 'Tot tien tellen', ownerId, dueOn: day(7) });
  const talkId = await made(`${inTrajectory}/talks`, {
    ...{ kind: 'coaching', title: 'Gesprek', timeZone: 'Europe/Amsterdam', times: [`${day(3)}T12:00`] },
  });
  const roomId = await made('/rooms', { title: 'Samen kijken', trajectoryId, personIds: [coachId] });
  const classListId = await made('/class-lists', { organisationId, name: 'Groep 6' });
  const { pupils } = await school.send<{ pupils: { id: string }[] }>('POST', `/class-lists/${classListId}/pupils`, {
    pupils: [{ label: 'A1' }],
  });
  const requestId = await made('/trajectory-requests', {
    ...{ organisationId, title: 'Orde', reason: 'Onrust', coacheeId: ownerId, clientId },
    ...{ startsOn: day(0), endsOn: day(90), coachIds: [coachId] },
  });
  return {
    ...{ organisationId, ownerId, coachId, coacheeId: ownerId, clientId, personId: clientId, granteeId: coachId },
    ...{ recordingId, trajectoryId, goalId, actionId, talkId, roomId, classListId, requestId },
    pupilId: pupils[0]?.id ?? '',
  };
}
