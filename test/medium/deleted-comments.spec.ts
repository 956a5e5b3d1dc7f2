import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { erasePerson } from '@lesblik/server/erasure/erase-person';
import { DeletedComments } from '../../apps/worker/src/comments/deleted-comments.ts';
import {
  add,
  changes,
  clock,
  coach,
  goalOf,
  list,
  newLesson,
  openSchool,
  recordingId,
  remove,
  restore,
  start,
  teacher,
  texts,
  world,
} from '../support/comment-stage.ts';

const MINUTE_MS = 60_000;
let round: DeletedComments;
beforeAll(async () => {
  await openSchool();
  round = new DeletedComments(world.services.db, clock);
});
afterAll(() => world.close());
beforeEach(newLesson);

const stored = () =>
  world.services.db
    .selectFrom('comment')
    .select(['text', 'goalIds', 'mentionIds'])
    .where('recordingId', '=', recordingId)
    .orderBy('createdAt')
    .execute();

test('a deleted comment can be brought back whole for ten minutes, and then keeps no words, goal or name', async () => {
  const goalId = await goalOf(teacher, await start(teacher.id));
  const given = { text: 'Liever niet', goalIds: [goalId], mentionIds: [teacher.id] };
  const gone = await add(coach, given);
  clock.advance(1);
  await add(coach, { text: 'Blijft staan' });
  const { revision } = await list(teacher);
  await remove(coach, gone);
  clock.advance(10 * MINUTE_MS);
  await round.empty();
  expect((await restore(coach, gone)).body).toMatchObject({ text: 'Liever niet', goalIds: [goalId] });
  await remove(coach, gone);
  clock.advance(12 * MINUTE_MS);
  await round.empty();
  const nothing = { goalIds: [], mentionIds: [] };
  expect(await stored()).toEqual([
    { text: '', ...nothing },
    { text: 'Blijft staan', ...nothing },
  ]);
  // A page that was open meanwhile still hears that it went.
  expect((await changes(teacher, revision)).map(([, what]) => what)).toEqual(['gone']);
  expect((await restore(coach, gone)).status).toBe(404);
});

test('who is erased leaves no words of what they deleted, nor does another’s undo bring these back', async () => {
  const root = await add(teacher, { text: 'Van de docent' });
  clock.advance(1);
  const reply = await add(coach, { text: 'Antwoord van de coach', parentId: root.id });
  clock.advance(1);
  const earlier = await add(coach, { text: 'Eerder weggegooid' });
  await remove(coach, earlier);
  await remove(teacher, root);
  clock.advance(1);
  const erasure = { personId: coach.id, askedBy: null, at: new Date(clock.now()) };
  await world.services.db.transaction().execute((tx) => erasePerson(tx, erasure));
  expect((await stored()).map(({ text }) => text)).toEqual(['Van de docent', '', '']);
  expect((await restore(teacher, root)).status).toBe(200);
  expect(await texts(teacher)).toEqual(['Van de docent']);
  const row = world.services.db.selectFrom('comment').select('text').where('id', '=', reply.id);
  expect(await row.execute()).toEqual([{ text: '' }]);
});
