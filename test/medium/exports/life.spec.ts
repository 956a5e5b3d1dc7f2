import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { objectNames } from '@lesblik/server/media/object-names';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { type DataExport, EXPORT_KEPT_MS, exportRoutes, EXPORTS_A_DAY } from '@lesblik/shared/exports';
import { grantRoutes } from '@lesblik/shared/grants';
import { askFor, download, exportWorker, PIECE_BYTES, piecesOf, unzipped } from '../../support/exports.ts';
import { comment, filmed } from '../../support/export-scene.ts';
import { share } from '../../support/recordings.ts';
import { putRaw, rawBytes } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
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
const deleting = (recordingId: string) =>
  world.services.db.updateTable('recording').set({ state: 'deleting' }).where('id', '=', recordingId).execute();

async function ready(as: Somebody): Promise<string> {
  const exportId = await askFor(world, as);
  await exportWorker(world).make(exportId);
  expect(await get(as, exportId)).toMatchObject({ state: 'ready' });
  return exportId;
}

/** A worker that stands still after the first bytes of a film until told to go on. */
function heldWorker() {
  let goOn: () => void = () => {};
  let begun: () => void = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const reading = new Promise<void>((resolve) => (begun = resolve));
  const worker = exportWorker(world, (films) => ({
    find: (of) => films.find(of),
    async *read(recordingId, options) {
      let held = false;
      for await (const chunk of films.read(recordingId, options)) {
        yield chunk;
        if (held) continue;
        held = true;
        begun();
        await Promise.race([gate, new Promise((resolve) => options.until.addEventListener('abort', resolve))]);
        options.until.throwIfAborted();
      }
    },
  }));
  return { ...worker, reading, goOn };
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
    const one = heldWorker();
    const making = one.make(exportId);
    await one.reading;
    await expect(exportWorker(world).make(exportId)).rejects.toThrow('another worker writes this archive');
    one.goOn();
    await making;
    expect((await get(teacher, exportId)).state).toBe('ready');
  });
});

describe('what changes while it is made', () => {
  test('a lesson that is deleted then is not in it, and nothing of it stays', async () => {
    const [gone, kept] = [await filmed_({ title: 'Weg' }), await filmed_({ title: 'Blijft' })];
    const exportId = await askFor(world, teacher);
    const worker = heldWorker();
    const making = worker.make(exportId);
    making.catch(() => undefined);
    await worker.reading;
    await deleting(gone.id);
    // Not before the writer let go of it is the deletion told to be done.
    await expect(worker.ends.without(gone.id)).rejects.toThrow('is still being written');
    worker.goOn();
    await expect(making).rejects.toThrow('a lesson in it went, or access to one');
    await worker.ends.without(gone.id);
    expect(await piecesOf(world, exportId)).toEqual([]);
    await exportWorker(world).make(exportId);
    const { data, files } = await unzipped(await bytesOf(await download(world, teacher, exportId)));
    expect(data.lessons.map(({ title }) => title)).toEqual(['Blijft']);
    expect(files.get(data.lessons[0]?.film?.path ?? '')).toEqual(kept.film);
  });

  test('access to another’s lesson that is withdrawn then leaves no trace of it', async () => {
    const { id } = await filmed(world, schoolId, coach, { title: 'Les van de coach' });
    const grantId = await share(world, id, coach, teacher);
    await comment(world, id, teacher, 'Bij de coach');
    await filmed_();
    const exportId = await askFor(world, teacher);
    const worker = heldWorker();
    const making = worker.make(exportId);
    await worker.reading;
    await world.call(coach, grantRoutes.withdraw, { params: { grantId } });
    worker.goOn();
    await making;
    const { data, text } = await unzipped(await bytesOf(await download(world, teacher, exportId)));
    expect(data.othersLessons).toEqual([]);
    expect(text('gegevens.json')).not.toContain('Les van de coach');
  });

  test('stopped by its owner, it is no longer written, and nothing of it stays', async () => {
    await filmed_();
    const exportId = await askFor(world, teacher);
    const worker = heldWorker();
    const making = worker.make(exportId);
    await worker.reading;
    expect((await remove(teacher, exportId)).status).toBe(204);
    await making;
    await worker.erase(exportId);
    expect(await piecesOf(world, exportId)).toEqual([]);
    expect(await get(teacher, exportId)).toMatchObject({ state: 'ended', ended: 'by_person' });
    await expect(world.services.keys.get(exportId)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('how far it is, is told', async () => {
    await filmed_({ bytes: 400_000 });
    await filmed_({ bytes: 400_000 });
    const exportId = await askFor(world, teacher);
    expect(await get(teacher, exportId)).toMatchObject({ state: 'waiting', progress: null });
    const worker = heldWorker();
    const making = worker.make(exportId);
    await worker.reading;
    const told = await until(async () => {
      const now = await get(teacher, exportId);
      return now.films === 2 && (now.progress ?? 0) > 0 && now;
    });
    expect(told).toMatchObject({ state: 'making', filmsDone: 0 });
    expect(told.progress).toBeLessThan(0.5);
    worker.goOn();
    await making;
    expect(await get(teacher, exportId)).toMatchObject({ state: 'ready', progress: 1 });
  });
});

describe('an archive that is ready falls', () => {
  test('with a lesson in it: refused at once, its key and pieces gone with the lesson', async () => {
    const { id } = await filmed_();
    const exportId = await ready(teacher);
    await deleting(id);
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
    expect(await get(teacher, exportId)).toMatchObject({ state: 'ended', ended: 'outdated' });
    await exportWorker(world).ends.without(id);
    expect(await piecesOf(world, exportId)).toEqual([]);
    await expect(world.services.keys.get(exportId)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('with access to another’s lesson in it, also where that ends by itself; the rounds then erase it', async () => {
    const { id } = await filmed(world, schoolId, coach);
    await share(world, id, coach, teacher, { until: new Date(clock.now() + 3_600_000) });
    const exportId = await ready(teacher);
    expect((await download(world, teacher, exportId)).status).toBe(200);
    clock.advance(3_600_001);
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
    const { ends, erase } = exportWorker(world);
    await ends.round(60_000);
    await erase(exportId);
    expect(await piecesOf(world, exportId)).toEqual([]);
  });

  test('with the school: who left it has none of its lessons any more', async () => {
    await filmed_();
    const exportId = await ready(teacher);
    await world.services.db.deleteFrom('membership').where('personId', '=', teacher.id).execute();
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
  });

  test('with the trajectory, for whoever is its coach no more', async () => {
    const { db } = world.services;
    const { id } = await db
      .insertInto('trajectory')
      .values({
        ...{ organisationId: schoolId, title: 'Traject', startsOn: '2026-09-01', endsOn: '2027-01-01' },
        ...{ coacheeId: teacher.id, coachId: coach.id, createdBy: coach.id },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const exportId = await ready(coach);
    const other = await world.member(schoolId, 'Andere coach');
    await db.updateTable('trajectory').set({ coachId: other.id }).where('id', '=', id).execute();
    expect(await code(await download(world, coach, exportId))).toBe('export_ended');
  });

  test('after seven days, to the second', async () => {
    const exportId = await ready(teacher);
    clock.advance(EXPORT_KEPT_MS - 1000);
    // Signed in so long ago, somebody signs in anew.
    const again = { ...teacher, cookie: await world.signIn(teacher.email) };
    expect((await download(world, again, exportId)).status).toBe(200);
    clock.advance(1000);
    expect(await code(await download(world, again, exportId))).toBe('export_ended');
    await exportWorker(world).ends.round(60_000);
    expect(await get(again, exportId)).toMatchObject({ state: 'ended', ended: 'expired' });
  });

  test('on its owner’s wish, also while it is on its way: the line is cut', async () => {
    await filmed_({ bytes: 30_000_000 });
    const exportId = await ready(teacher);
    const response = await download(world, teacher, exportId);
    const reader = response.body?.getReader();
    await reader?.read();
    await remove(teacher, exportId);
    const rest = async () => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow();
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
  });

  test('when access ends while it is on its way, the line is cut too', async () => {
    await filmed_({ bytes: 30_000_000 });
    const { id } = await filmed(world, schoolId, coach);
    const grantId = await share(world, id, coach, teacher);
    const exportId = await ready(teacher);
    const reader = (await download(world, teacher, exportId)).body?.getReader();
    await reader?.read();
    await world.call(coach, grantRoutes.withdraw, { params: { grantId } });
    const rest = async () => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow();
  });
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
