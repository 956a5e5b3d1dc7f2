import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { transition } from '@lesblik/server/media/transition';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertRecording } from '../support/recording-row.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.drop());

test('an event that cannot happen changes nothing', async () => {
  const id = await insertRecording(database.db, { state: 'ready' });
  expect(await transition(database.db, id, 'cancelled', { progress: null })).toBeUndefined();
  const row = await database.db
    .selectFrom('recording')
    .select(['state', 'progress'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ state: 'ready', progress: 1 });
});

test('of two that would end the same recording, one does', async () => {
  const id = await insertRecording(database.db, { state: 'transcoding' });
  const both = await Promise.all(
    ['cancelled', 'encoded'].map((event) => transition(database.db, id, event as 'cancelled' | 'encoded')),
  );
  const row = await database.db.selectFrom('recording').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  const won = both.filter((moved) => moved !== undefined);
  expect(won.at(-1)?.state).toBe(row.state);
  expect(won.map(({ before }) => before)).toContain('transcoding');
});
