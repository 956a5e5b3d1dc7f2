import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { TryLater } from '@lesblik/server/jobs/job-runner';
import { objectNames } from '@lesblik/server/media/object-names';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { type DataExport, exportRoutes, EXPORTS_A_DAY } from '@lesblik/shared/exports';
import { askFor, download, exportWorker, heldWorker, PIECE_BYTES, piecesOf, unzipped } from '../../support/exports.ts';
import { filmed } from '../../support/export-scene.ts';
import { share } from '../../support/recordings.ts';
import { putRaw, rawBytes } from '../../support/stores.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2026-11-22T08:00:00Z');
const DAY_MS = 86_400_000;
const clock = new TestClock(START);
let world: World;
let schoolId: string;
let teacher: Somebody;
let coach: Somebody;

beforeAll(async () => {
  world = await World.open({}, clock);
  schoolId = (await world.school()).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  teacher = await world.member(schoolId, 'Docent');
  coach = await world.member(schoolId, 'Coach');
});

const get = async (as: Somebody, exportId: string): Promise<DataExport> =>
  (await world.call(as, exportRoutes.get, { params: { exportId } })).body;
const remove = (as: Somebody, exportId: string) => world.call(as, exportRoutes.remove, { params: { exportId } });
const filmed_ = (more: Parameters<typeof filmed>[3] = {}) => filmed(world, schoolId, teacher, more);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const code = async (response: Response) => ((await response.json()) as { code: string }).code;
async function ready(as: Somebody): Promise<string> {
  const exportId = await askFor(world, as);
  await exportWorker(world).make(exportId);
  expect(await get(as, exportId)).toMatchObject({ state: 'ready' });
  return exportId;
}

describe('an archive is its owner’s alone', () => {
  test('nobody else finds it, downloads it or deletes it, nor sees that it is there', async () => {
    const exportId = await ready(teacher);
    expect((await world.call(coach, exportRoutes.get, { params: { exportId } })).status).toBe(404);
    expect((await download(world, coach, exportId)).status).toBe(404);
    expect((await remove(coach, exportId)).status).toBe(404);
    expect((await world.call(coach, exportRoutes.list, {})).body).toEqual({ items: [] });
    expect((await get(teacher, exportId)).state).toBe('ready');
  });

  test('not before it is ready, and it is encrypted where it lies', async () => {
    await filmed_();
    const exportId = await askFor(world, teacher);
    expect(await code(await download(world, teacher, exportId))).toBe('export_not_ready');
    await exportWorker(world).make(exportId);
    const store = createObjectStore(world.services.config.storage);
    for (const piece of await piecesOf(world, exportId)) {
      const bytes = await rawBytes(store, piece);
      for (const readable of ['PK\u0003\u0004', 'LEES-MIJ', teacher.name]) expect(bytes.includes(readable)).toBe(false);
    }
    await world.services.keys.destroy(exportId);
    expect((await download(world, teacher, exportId)).status).toBe(500);
  });
});

describe('asking', () => {
  test('while one is made, that one is answered, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => askFor(world, teacher)));
    expect(new Set(answers).size).toBe(1);
    expect(await askFor(world, teacher)).toBe(answers[0]);
  });

  test('a new one takes the place of one that is ready, which is gone at once', async () => {
    const older = await ready(teacher);
    const newer = await askFor(world, teacher);
    expect(newer).not.toBe(older);
    expect(await get(teacher, older)).toMatchObject({ state: 'ended', ended: 'replaced' });
    expect(await code(await download(world, teacher, older))).toBe('export_ended');
    await exportWorker(world).erase(older);
    expect(await piecesOf(world, older)).toEqual([]);
  });

  test('more than ten times a day is refused, and the next day not', async () => {
    for (let n = 0; n < EXPORTS_A_DAY; n += 1) await remove(teacher, await askFor(world, teacher));
    expect((await world.call(teacher, exportRoutes.ask, {})).body.code).toBe('too_many_requests');
    clock.advance(DAY_MS + 1);
    expect((await world.call(teacher, exportRoutes.ask, {})).status).toBe(201);
  });

  test('two workers at once: one writes it', async () => {
    await filmed_();
    const exportId = await askFor(world, teacher);
    const one = heldWorker(world);
    const making = one.make(exportId);
    await one.reading;
    await expect(exportWorker(world).make(exportId)).rejects.toThrow('another worker writes this archive');
    one.goOn();
    await making;
    expect((await get(teacher, exportId)).state).toBe('ready');
  });
});

test('one worker writes one archive at a time: its other slots are free for films', async () => {
  const other = await world.member(schoolId, 'Collega');
  await filmed_();
  const [first, second] = [await askFor(world, teacher), await askFor(world, other)];
  const worker = heldWorker(world);
  const making = worker.make(first);
  await worker.reading;
  await expect(worker.make(second)).rejects.toThrow(TryLater);
  expect((await get(other, second)).state).toBe('waiting');
  worker.goOn();
  await making;
  await worker.make(second);
  expect((await get(other, second)).state).toBe('ready');
});

describe('a film that cannot be read', () => {
  test('is left out and named; all the rest is there', async () => {
    const [bad, lost, good] = [await filmed_({ title: 'Stuk' }), await filmed_({ title: 'Kwijt' }), await filmed_()];
    const stored = { recordingId: bad.id, name: objectNames.original };
    // A byte near its end: it is refused when most of it is in the archive already.
    const { storage, keys, config } = world.services;
    const store = createObjectStore(config.storage);
    const whole = await rawBytes(store, `recordings/${bad.id}/original`);
    whole[whole.length - 100] = (whole[whole.length - 100] ?? 0) ^ 1;
    await putRaw(store, `recordings/${bad.id}/original`, whole);
    await expect(storage.readBytes(stored)).rejects.toMatchObject({ code: 'object_damaged' });
    await keys.destroy(lost.id);

    const exportId = await ready(teacher);
    const { data, text, files } = await unzipped(await bytesOf(await download(world, teacher, exportId)));
    const missing = Object.fromEntries(data.lessons.map(({ id, filmMissing }) => [id, filmMissing]));
    expect(missing).toEqual({ [bad.id]: 'damaged', [lost.id]: 'missing', [good.id]: null });
    expect(text('LEES-MIJ.txt')).toContain('Stuk: De film is beschadigd opgeslagen.');
    expect([...files.values()]).toContainEqual(good.film);
  });

  test('because it has not arrived whole is named too', async () => {
    const { id } = await filmed_();
    await world.services.db
      .updateTable('recording')
      .set({ uploadedAt: null, state: 'uploading' })
      .where('id', '=', id)
      .execute();
    const { data } = await unzipped(await bytesOf(await download(world, teacher, await ready(teacher))));
    expect(data.lessons).toMatchObject([{ id, film: null, filmMissing: 'not_whole' }]);
  });
});

describe('downloading', () => {
  test('goes on where it broke off, across pieces, and answers 416 where nothing lies', async () => {
    await filmed_({ bytes: 3 * PIECE_BYTES });
    const exportId = await ready(teacher);
    const whole = await bytesOf(await download(world, teacher, exportId));
    expect((await piecesOf(world, exportId)).length).toBeGreaterThan(3);
    const from = PIECE_BYTES - 10;
    const part = await download(world, teacher, exportId, { range: `bytes=${from}-${2 * PIECE_BYTES + 9}` });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${from}-${2 * PIECE_BYTES + 9}/${whole.length}`);
    expect(await bytesOf(part)).toEqual(whole.subarray(from, 2 * PIECE_BYTES + 10));
    const rest = await bytesOf(await download(world, teacher, exportId, { range: `bytes=${from}-` }));
    expect(rest).toEqual(whole.subarray(from));
    expect((await download(world, teacher, exportId, { range: `bytes=${whole.length}-` })).status).toBe(416);
  });

  test('cannot run in the page, and is kept by no cache', async () => {
    const { headers } = await download(world, teacher, await ready(teacher));
    expect(headers.get('content-disposition')).toBe('attachment; filename=lesblik-2026-11-22.zip');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('stands in the log of every lesson whose film is in it, and with the archive; in pieces it stands there once', async () => {
    const [{ id }, other] = [await filmed_(), await filmed(world, schoolId, coach)];
    await share(world, other.id, coach, teacher);
    const exportId = await ready(teacher);
    for (const range of ['bytes=0-9', 'bytes=10-19']) await download(world, teacher, exportId, { range });
    const log = async (as: Somebody, recordingId: string) =>
      (await world.call(as, auditLogRoutes.list, { params: { recordingId }, query: { kind: 'downloaded' } })).body
        .items;
    expect(await log(teacher, id)).toMatchObject([{ actor: { id: teacher.id }, detail: 'export', device: 'computer' }]);
    expect(await log(coach, other.id)).toEqual([]);
    expect((await get(teacher, exportId)).downloads).toMatchObject([{ device: 'computer' }]);
    clock.advance(11 * 60_000);
    await download(world, teacher, exportId);
    expect((await get(teacher, exportId)).downloads).toHaveLength(2);
  });
});
