import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { removeRows } from '@lesblik/server/deletion/rows';
import { erasePerson } from '@lesblik/server/erasure/erase-person';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { type CommentsAfter, recordingRoutes } from '@lesblik/shared/recordings';
import { lesson, share } from '../../support/recordings.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
let goalId: string;
let recordingId: string;

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  const params = { trajectoryId: pair.trajectoryId };
  goalId = (await world.call(pair.teacher, goalRoutes.add, { params, body: { title: 'Wachten' } })).body.id;
  recordingId = await lesson(world, pair.organisationId, pair.teacher, { trajectoryId: pair.trajectoryId });
});

const say = (as: Somebody, text: string, startMs: number, more: object = {}) =>
  world.call(as, commentRoutes.add, {
    params: { recordingId },
    body: { clientKey: randomUUID(), kind: 'compliment', moment: { startMs }, text, goalIds: [goalId], ...more },
  });
const read = (as: Somebody, query: object = {}) =>
  world.call(as, goalProgressRoutes.thread, { params: { goalId }, query });
const words = async (as: Somebody) => (await read(as)).body.items.map(({ comment }) => comment?.text ?? null);

/** As the media worker does it once nothing is stored any more. */
async function remove(comments?: CommentsAfter): Promise<void> {
  const query = comments === undefined ? {} : { comments };
  const { status } = await world.call(pair.teacher, recordingRoutes.remove, { params: { recordingId }, query });
  expect(status).toBe(204);
  await world.services.db.transaction().execute((tx) => removeRows(tx, recordingId));
}

test('unless its owner says otherwise, a lesson takes every comment along', async () => {
  await share(world, recordingId, pair.teacher, pair.coach);
  await say(pair.coach, 'Mooi gewacht', 1000);
  await remove();
  for (const who of [pair.teacher, pair.coach]) expect(await words(who)).toEqual([]);
  const left = await world.services.db
    .selectFrom('comment')
    .select('id')
    .where('recordingId', '=', recordingId)
    .execute();
  expect(left).toEqual([]);
});

test('those linked to a goal stay with it as text where its owner chose so, for who could read them, and nothing else', async () => {
  await share(world, recordingId, pair.teacher, pair.coach);
  await say(pair.coach, 'Mooi gewacht', 1000);
  await say(pair.coach, 'Van de coach alleen', 2000, { private: true });
  await say(pair.teacher, 'Zonder doel', 3000, { goalIds: [] });
  await remove('stay');
  expect(await words(pair.teacher)).toEqual(['Mooi gewacht']);
  expect(await words(pair.coach)).toEqual(['Mooi gewacht', 'Van de coach alleen']);
  const [item] = (await read(pair.coach)).body.items;
  expect(item).toMatchObject({ gone: 'deleted', lesson: null, moment: { startMs: 1000 } });
  expect((await read(pair.colleague)).status).toBe(404);
  const kept = await world.services.db
    .selectFrom('keptComment')
    .select('text')
    .where('recordingId', '=', recordingId)
    .execute();
  expect(kept.map(({ text }) => text).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Mooi gewacht',
    'Van de coach alleen',
  ]);
});

test('a coach with whom the lesson was not shared any more reads none of it', async () => {
  await share(world, recordingId, pair.teacher, pair.coach, { until: new Date(world.services.clock.now() - 1000) });
  await say(pair.teacher, 'Alleen voor mij', 1000);
  await remove('stay');
  expect(await words(pair.teacher)).toEqual(['Alleen voor mij']);
  expect(await words(pair.coach)).toEqual([]);
});

test('whoever was shown a part of it reads what stayed of that part alone, and who left the school nothing', async () => {
  await share(world, recordingId, pair.teacher, pair.coach, { startMs: 0, endMs: 5000 });
  await say(pair.teacher, 'In het fragment', 1000);
  await say(pair.teacher, 'Erbuiten', 6000);
  expect(await words(pair.coach)).toEqual(['In het fragment']);
  await remove('stay');
  expect(await words(pair.teacher)).toEqual(['In het fragment', 'Erbuiten']);
  expect(await words(pair.coach)).toEqual(['In het fragment']);
  recordingId = await lesson(world, pair.organisationId, pair.teacher, { trajectoryId: pair.trajectoryId });
  const leaver = await world.member(pair.organisationId, 'Vertrekker');
  await share(world, recordingId, pair.teacher, leaver);
  await say(pair.teacher, 'Na het vertrek', 1000);
  await world.services.db.deleteFrom('membership').where('personId', '=', leaver.id).execute();
  await remove('stay');
  const kept = world.services.db.selectFrom('keptComment').select('readerIds').where('recordingId', '=', recordingId);
  expect(await kept.execute()).toEqual([{ readerIds: [pair.teacher.id] }]);
});

test('what stayed has its place among the moments of other lessons, page by page', async () => {
  for (const at of [1000, 3000]) await say(pair.teacher, `weg ${at}`, at);
  await remove('stay');
  recordingId = await lesson(world, pair.organisationId, pair.teacher, { trajectoryId: pair.trajectoryId });
  await say(pair.teacher, 'er nog', 2000);
  const first = (await read(pair.teacher, { limit: 1 })).body;
  const rest = (await read(pair.teacher, { limit: 5, cursor: first.next ?? '' })).body;
  expect([...first.items, ...rest.items].map(({ comment }) => comment?.text)).toEqual([
    'weg 1000',
    'weg 3000',
    'er nog',
  ]);
  expect(first.playable).toMatchObject({ count: 1, first: { comment: { text: 'er nog' } } });
});

test('its author and the coachee delete what stayed, and nobody else does', async () => {
  await share(world, recordingId, pair.teacher, pair.coach);
  await say(pair.teacher, 'Van de docent', 1000);
  await say(pair.coach, 'Van de coach', 2000);
  await say(pair.coach, 'Ook van de coach', 3000);
  await say(pair.coach, 'Van de coach alleen', 4000, { private: true });
  await remove('stay');
  const { items } = (await read(pair.coach)).body;
  const [teachers = '', coachs = '', other = '', secret = ''] = items.map(({ id }) => id);
  const removeKept = async (as: Somebody, commentId: string, of = goalId) =>
    (await world.call(as, goalProgressRoutes.removeKept, { params: { goalId: of, commentId } })).status;
  expect(await removeKept(pair.coach, teachers)).toBe(403);
  expect(await removeKept(pair.teacher, secret)).toBe(404);
  expect(await removeKept(pair.colleague, coachs)).toBe(404);
  const params = { trajectoryId: pair.trajectoryId };
  const elsewhere = (await world.call(pair.teacher, goalRoutes.add, { params, body: { title: 'Anders' } })).body.id;
  expect(await removeKept(pair.teacher, coachs, elsewhere)).toBe(404);
  expect(await words(pair.coach)).toEqual(['Van de docent', 'Van de coach', 'Ook van de coach', 'Van de coach alleen']);
  expect(await removeKept(pair.coach, coachs)).toBe(204);
  expect(await removeKept(pair.teacher, other)).toBe(204);
  expect(await removeKept(pair.teacher, teachers)).toBe(204);
  expect(await words(pair.teacher)).toEqual([]);
  expect(await words(pair.coach)).toEqual(['Van de coach alleen']);
  expect(await removeKept(pair.coach, secret)).toBe(204);
  expect(await words(pair.coach)).toEqual([]);
  expect(await removeKept(pair.coach, secret)).toBe(404);
});

test('also when the trajectory is over', async () => {
  await say(pair.teacher, 'Van de docent', 1000);
  await remove('stay');
  const [item] = (await read(pair.teacher)).body.items;
  const trajectory = world.services.db.updateTable('trajectory').where('id', '=', pair.trajectoryId);
  await trajectory.set({ standing: 'stopped' }).execute();
  const params = { goalId, commentId: item?.id ?? '' };
  expect((await world.call(pair.teacher, goalProgressRoutes.removeKept, { params })).status).toBe(204);
  await trajectory.set({ standing: 'running' }).execute();
});

// The last one: there is no coach after it.
test('what only its author could read goes when they are erased, sealed or private; what others read stays', async () => {
  const { db } = world.services;
  const { coach } = pair;
  await share(world, recordingId, pair.teacher, coach);
  await say(coach, 'Mooi gewacht', 1000);
  await say(coach, 'Van de coach alleen', 2000, { private: true });
  const { id } = (await say(coach, 'Nog verzegeld', 3000)).body;
  await db.updateTable('comment').set({ sealed: true }).where('id', '=', id).execute();
  await remove('stay');
  const { items } = (await read(coach)).body;
  expect(items.map(({ comment }) => [comment?.text, comment?.private])).toEqual([
    ['Mooi gewacht', false],
    ['Van de coach alleen', true],
    ['Nog verzegeld', true],
  ]);
  // As it was stored before: its author is its only reader all the same.
  await db.updateTable('keptComment').set({ private: false }).where('id', '=', id).execute();
  const erasure = { personId: coach.id, askedBy: null, at: new Date() };
  await db.transaction().execute((tx) => erasePerson(tx, erasure));
  const kept = await db.selectFrom('keptComment').select('text').where('recordingId', '=', recordingId).execute();
  expect(kept).toEqual([{ text: 'Mooi gewacht' }]);
  expect(await words(pair.teacher)).toEqual(['Mooi gewacht']);
});
