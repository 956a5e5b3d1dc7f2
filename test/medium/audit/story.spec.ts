import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { Teller } from '@lesblik/server/notifications/teller';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { Retention } from '../../../apps/worker/src/deletion/retention.ts';
import { readyRecording } from '../../support/lesson.ts';
import { lesson } from '../../support/recordings.ts';
import { type Somebody, World } from '../../support/world.ts';

const clock = new TestClock(Date.parse('2026-11-22T08:00:00Z'));
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148';
const TABLET = 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)';
let world: World;
let teacher: Somebody;

beforeAll(async () => {
  world = await World.open({}, clock);
});
afterAll(() => world.close());

/** What the teacher reads of all their lessons, what happened first first: the lesson, the sentence and the device. */
async function read(language: 'nl' | 'en'): Promise<string[]> {
  const address = `${world.url}/api/log.csv?language=${language}&timeZone=Europe/Amsterdam`;
  const response = await fetch(address, { headers: { cookie: teacher.cookie } });
  const [, ...rows] = (await response.text()).trim().split('\r\n');
  const cells = rows.map((row) => row.slice(1, -1).split(language === 'nl' ? '";"' : '","'));
  return cells.map(([, title, , sentence]) => `${title}: ${sentence}`).toReversed();
}

/** As a browser on this device asks. */
async function ask(as: Somebody, agent: string, path: string, method = 'GET', body?: object): Promise<number> {
  const headers = { cookie: as.cookie, 'user-agent': agent, 'content-type': 'application/json' };
  const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const { status } = await fetch(`${world.url}/api${path}`, sent);
  clock.advance(60_000);
  return status;
}

test('a lesson’s whole life, as its owner reads it afterwards, in order and in both languages', async () => {
  const school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  const coach = await world.member(school.id, 'Coach');
  const colleague = await world.member(school.id, 'Collega');

  const recordingId = await readyRecording(
    world,
    teacher,
    school.id,
    Array.from({ length: 20 }, () => Buffer.from('piece')),
  );
  clock.advance(60_000);
  const until = '2026-12-03T12:00:00.000Z';
  const give = async (granteeId: string, range: { startMs: number; endMs: number } | null) => {
    const body = { granteeId, mayComment: true, until, range };
    const given = await world.call(teacher, grantRoutes.give, { params: { recordingId }, body });
    expect(given.status).toBe(201);
    clock.advance(60_000);
    return given.body.id;
  };
  const grantId = await give(coach.id, null);
  await give(colleague.id, { startMs: 20_000, endMs: 50_000 });
  const ranges = [{ startMs: 4_000, endMs: 17_000 }];
  expect(await ask(coach, PHONE, `/recordings/${recordingId}/played`, 'POST', { atMs: 17_000, ranges })).toBeLessThan(
    300,
  );
  expect(await ask(school.administrator, TABLET, `/recordings/${recordingId}`)).toBe(404);
  expect(await ask(coach, PHONE, `/recordings/${recordingId}`, 'DELETE')).toBe(403);
  await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
  clock.advance(60_000);
  const trim = { params: { recordingId }, body: { range: { startMs: 0, endMs: 40_000 } } };
  expect((await world.call(teacher, grantRoutes.trim, trim)).status).toBe(200);
  clock.advance(60_000);
  await world.call(teacher, recordingRoutes.remove, { params: { recordingId }, query: { comments: 'go' } });
  // As the media worker leaves it.
  await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();

  // And one whose time is over.
  clock.advance(60_000);
  const old = await lesson(world, school.id, teacher, { title: 'Spelling' });
  const over = { keepUntil: '2026-11-01', keepUntilChosen: true };
  await world.services.db.updateTable('recording').set(over).where('id', '=', old).execute();
  const { db, work, notices } = world.services;
  await new Retention(db, clock, work, notices, new Teller(notices, clock)).round();

  expect(await read('nl')).toEqual([
    'Verwijderde les: Jij maakte deze les.',
    'Verwijderde les: Jij uploadde de film.',
    'Verwijderde les: Jij deelde de les met Coach, tot en met 2026-12-03.',
    'Verwijderde les: Jij deelde 00:20 tot 00:50 van de les met Collega, tot en met 2026-12-03.',
    'Verwijderde les: Coach opende de les op een telefoon.',
    'Verwijderde les: Coach keek van 00:00 tot 00:20 op een telefoon.',
    'Verwijderde les: Beheerder probeerde op een tablet de les te bekijken en kwam er niet in.',
    'Verwijderde les: Coach probeerde op een telefoon de les te verwijderen. Dat mocht niet.',
    'Verwijderde les: Jij trok de toegang van Coach in.',
    'Verwijderde les: Jij liet de anderen alleen 00:00 tot 00:40 van de les zien.',
    'Verwijderde les: Jij verwijderde de les.',
    'Spelling: De les werd vanzelf verwijderd, omdat de bewaartermijn voorbij was.',
  ]);
  expect(await read('en')).toEqual([
    'Deleted lesson: You created this lesson.',
    'Deleted lesson: You uploaded the film.',
    'Deleted lesson: You shared the lesson with Coach, until 2026-12-03.',
    'Deleted lesson: You shared 00:20 to 00:50 of the lesson with Collega, until 2026-12-03.',
    'Deleted lesson: Coach opened the lesson on a phone.',
    'Deleted lesson: Coach watched from 00:00 to 00:20 on a phone.',
    'Deleted lesson: Beheerder tried on a tablet to see the lesson and was refused.',
    'Deleted lesson: Coach tried on a phone to delete the lesson. That was not allowed.',
    'Deleted lesson: You withdrew Coach’s access.',
    'Deleted lesson: You let others see only 00:00 to 00:40 of the lesson.',
    'Deleted lesson: You deleted the lesson.',
    'Spelling: The lesson was deleted by itself, because the time it could be kept was over.',
  ]);
});
