import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LogHeads } from '@lesblik/server/audit/heads';
import { verifyLog } from '@lesblik/server/audit/verify';
import { connectDatabase } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog } from '@lesblik/server/log';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { readyRecording, share } from '../../support/lesson.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let one: World;
let other: World;

beforeAll(async () => {
  database = await testDatabase();
  folder = await scratchFolder();
  const same = { DATABASE_URL: database.url, DATA_DIR: folder.path };
  one = await World.open(same);
  other = await World.open(same);
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

const count = async (table: 'auditEntry' | 'auditLink' | 'auditWaiting') =>
  Number(
    (
      await database.db
        .selectFrom(table)
        .select((q) => q.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('what two processes write of people who open, play and are refused is in one chain within seconds, and whole when they stop', async () => {
  const school = await one.school();
  const teacher = await one.member(school.id, 'Docent');
  const coach = await one.member(school.id, 'Coach');
  const lessons: string[] = [];
  for (let n = 0; n < 3; n += 1) lessons.push(await readyRecording(one, teacher, school.id, [Buffer.from('piece')]));
  for (const recordingId of lessons) await share(one, teacher, recordingId, coach);
  const acts = lessons.flatMap((recordingId) =>
    [one, other].flatMap((world) => [
      world.call(school.administrator, recordingRoutes.get, { params: { recordingId } }),
      world.call(coach, recordingRoutes.played, {
        params: { recordingId },
        body: { atMs: 1000, ranges: [{ startMs: 0, endMs: 1000 }] },
      }),
    ]),
  );
  expect((await Promise.all(acts)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 6 }, () => 204),
    ...Array.from({ length: 6 }, () => 404),
  ]);
  const entries = await until(async () => (await count('auditWaiting')) === 0 && (await count('auditEntry')));
  expect(await count('auditLink')).toBe(entries);
  // Written at the last moment, and linked by whoever stops last.
  await other.call(school.administrator, recordingRoutes.remove, { params: { recordingId: lessons[0] ?? '' } });
  await one.close();
  await other.close();

  const { db } = connectDatabase({ url: database.url, pool: 2 }, createLog('tool', 'silent'));
  const keys = { dir: `${folder.path}/keys` };
  const verdict = await verifyLog(db, await KeyStore.open(keys), new LogHeads(keys));
  await db.destroy();
  expect(verdict).toEqual({ entries: entries + 1, fromBefore: 0, lost: [], lastNumber: entries + 1 });
});
