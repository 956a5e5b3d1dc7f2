import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLog } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const log = createLog('tool', 'silent');
let database: TestDatabase;
let worker: NoticeBus;
let api: NoticeBus;

beforeAll(async () => {
  database = await testDatabase();
  worker = new NoticeBus(database.url, database.pool, log);
  api = new NoticeBus(database.url, database.pool, log);
  await api.listen();
});
afterAll(async () => {
  await Promise.all([worker.close(), api.close()]);
  await database.drop();
});

test('what one process tells, the other hears, in order', async () => {
  const heard: Notice[] = [];
  const stop = api.subscribe((notice) => heard.push(notice));
  const told = ['240', '480'].map((name) => ({ kind: 'rendition_added' as const, recordingId: randomUUID(), name }));
  for (const notice of told) await worker.publish(notice);
  await until(() => heard.length === 2);
  expect(heard).toEqual(told);
  stop();
});

test('a notice of another version is dropped, and the next is heard', async () => {
  const heard: Notice[] = [];
  const stop = api.subscribe((notice) => heard.push(notice));
  await database.pool.query(`select pg_notify('lesblik_notice', '{"kind":"from_the_future"}')`);
  await worker.publish({ kind: 'recording_stopped', recordingId: randomUUID() });
  await until(() => heard.length > 0);
  expect(heard.map(({ kind }) => kind)).toEqual(['recording_stopped']);
  stop();
});

test('a cut line is made anew, and listeners are told to read the tables again', async () => {
  let reconnected = false;
  api.onReconnected(() => void (reconnected = true));
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lesblik-notices' and datname = current_database()",
  );
  await until(() => reconnected);
  const heard: Notice[] = [];
  api.subscribe((notice) => heard.push(notice));
  await worker.publish({ kind: 'recording_stopped', recordingId: randomUUID() });
  await until(() => heard.length === 1);
});
