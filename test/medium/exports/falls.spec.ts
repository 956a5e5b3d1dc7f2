import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { type DataExport, EXPORT_KEPT_MS, exportRoutes } from '@lesblik/shared/exports';
import { grantRoutes } from '@lesblik/shared/grants';
import { askFor, download, exportWorker, heldWorker, piecesOf, unzipped } from '../../support/exports.ts';
import { comment, filmed } from '../../support/export-scene.ts';
import { share } from '../../support/recordings.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2026-11-22T08:00:00Z');
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

describe('what changes while it is made', () => {
  test('a lesson that is deleted then is not in it, and nothing of it stays', async () => {
    const [gone, kept] = [await filmed_({ title: 'Weg' }), await filmed_({ title: 'Blijft' })];
    const exportId = await askFor(world, teacher);
    const worker = heldWorker(world);
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
    const worker = heldWorker(world);
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
    const worker = heldWorker(world);
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
    const worker = heldWorker(world);
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

describe('an archive that is ready stands', () => {
  test('though a lesson that is shared, and has nothing of its owner’s, is shared no more', async () => {
    const { id } = await filmed(world, schoolId, coach);
    const grantId = await share(world, id, coach, teacher);
    const exportId = await ready(teacher);
    await world.call(coach, grantRoutes.withdraw, { params: { grantId } });
    expect((await download(world, teacher, exportId)).status).toBe(200);
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
    const until_ = new Date(clock.now() + 3_600_000);
    await share(world, id, coach, teacher, { until: until_ });
    await comment(world, id, teacher, 'Bij de coach');
    const exportId = await ready(teacher);
    expect((await get(teacher, exportId)).expiresAt).toBe(until_.toISOString());
    expect((await download(world, teacher, exportId)).status).toBe(200);
    clock.advance(3_600_000);
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
    expect((await get(teacher, exportId)).ended).toBe('outdated');
    const { ends, erase } = exportWorker(world);
    await ends.round(60_000);
    await erase(exportId);
    expect(await piecesOf(world, exportId)).toEqual([]);
  });

  test('when another part of a lesson in it is shown from then on, by its grant, the trim or a new grant', async () => {
    const { id } = await filmed(world, schoolId, coach);
    const grantId = await share(world, id, coach, teacher);
    await comment(world, id, teacher, 'Bij de coach');
    const narrowed = async (narrow: () => Promise<{ status: number }>) => {
      const exportId = await ready(teacher);
      expect((await download(world, teacher, exportId)).status).toBe(200);
      expect((await narrow()).status).toBeLessThan(300);
      expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
      expect((await get(teacher, exportId)).ended).toBe('outdated');
      const { erase } = exportWorker(world);
      await erase(exportId);
      expect(await piecesOf(world, exportId)).toEqual([]);
    };
    const range = { startMs: 0, endMs: 2000 };
    await narrowed(() => world.call(coach, grantRoutes.change, { params: { grantId }, body: { range } }));
    const trimmed = { range: { startMs: 1000, endMs: 2000 } };
    await narrowed(() => world.call(coach, grantRoutes.trim, { params: { recordingId: id }, body: trimmed }));
    await narrowed(async () => {
      await world.call(coach, grantRoutes.withdraw, { params: { grantId } });
      const until = new Date(clock.now() + 3_600_000).toISOString();
      const given = { granteeId: teacher.id, mayComment: true, until, range, rendition: 'plain' as const };
      return world.call(coach, grantRoutes.give, { params: { recordingId: id }, body: given });
    });
    const longer = { until: new Date(clock.now() + 7_200_000).toISOString() };
    const exportId = await ready(teacher);
    const { body } = await world.call(coach, grantRoutes.list, { params: { recordingId: id } });
    await world.call(coach, grantRoutes.change, { params: { grantId: body.items[0]?.id ?? '' }, body: longer });
    expect((await download(world, teacher, exportId)).status).toBe(200);
  });

  test('with the school: who left it has none of its lessons any more', async () => {
    await filmed_();
    const exportId = await ready(teacher);
    await world.services.db.deleteFrom('membership').where('personId', '=', teacher.id).execute();
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
  });

  test('with the owner of another’s lesson in it, on the day on which their stay ends, or before', async () => {
    const endsAt = new Date(clock.now() + 3_600_000);
    const guest = await world.member(schoolId, 'Gastdocent', 'guest', endsAt);
    const { id } = await filmed(world, schoolId, guest);
    await share(world, id, guest, teacher, { until: new Date(clock.now() + 7_200_000) });
    await comment(world, id, teacher, 'Bij de gast');
    const exportId = await ready(teacher);
    expect((await get(teacher, exportId)).expiresAt).toBe(endsAt.toISOString());
    await world.services.db.deleteFrom('membership').where('personId', '=', guest.id).execute();
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
    await expect(rest()).rejects.toThrow('terminated');
    expect(await code(await download(world, teacher, exportId))).toBe('export_ended');
  });

  test('when access ends while it is on its way, the line is cut too', async () => {
    await filmed_({ bytes: 30_000_000 });
    const { id } = await filmed(world, schoolId, coach);
    const grantId = await share(world, id, coach, teacher);
    await comment(world, id, teacher, 'Bij de coach');
    const exportId = await ready(teacher);
    const reader = (await download(world, teacher, exportId)).body?.getReader();
    await reader?.read();
    await world.call(coach, grantRoutes.withdraw, { params: { grantId } });
    const rest = async () => {
      while ((await reader?.read())?.done === false);
    };
    await expect(rest()).rejects.toThrow('terminated');
  });
});
