import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { openServices, type Services } from '../../apps/worker/src/base/services.ts';
import { startWorker } from '../../apps/worker/src/worker.ts';
import { lessonFilm } from '../support/lesson-film.ts';
import { type MediaWorld, mediaWorld } from '../support/media-world.ts';
import { playedFrames } from '../support/played-frames.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

/** What is waited for comes by its condition; this only ends a test in which it never does, on however busy a machine. */
const LONG_MS = 150_000;

describe.each(['PostgreSQL', 'Redis'])('a film on its way to ready, the queue on %s', (backend) => {
  let world: MediaWorld;
  let worker: Services;
  let films: string;
  let stopRedis: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const redis = backend === 'Redis' ? await startRedis() : undefined;
    stopRedis = redis?.stop;
    films = await mkdtemp(join(tmpdir(), 'lesblik-films-'));
    world = await mediaWorld({ redisUrl: redis?.url });
    worker = await openServices({ ...world.config, logLevel: 'silent' });
    await startWorker(worker);
  }, 30_000);
  afterAll(async () => {
    await worker.shutdown.end();
    await world.close();
    await stopRedis?.();
    await rm(films, { recursive: true });
  });

  test('the media worker tells others that it lives, and how its decoders are confined', async () => {
    const told = await until(() => world.heard.find(({ kind }) => kind === 'media_worker'));
    expect(told).toMatchObject({ confinement: { network: true, memory: true, processes: true, unprivileged: true } });
  });

  test('a phone’s HEVC film plays before it is encoded, goes forward only, and ends whole', async () => {
    const film = await lessonFilm(films, { codec: 'hevc', seconds: 20 });
    const id = await world.upload(film);
    await until(async () => (await world.recording(id)).playable, 30_000, 'playable');
    const first = await world.recording(id);
    expect(first).toMatchObject({ hasPicture: true, hasSound: true, width: 640, height: 360 });
    expect(first.durationMs).toBeGreaterThan(19_900);
    const offered = world.database.db
      .selectFrom('rendition')
      .select('name')
      .where('recordingId', '=', id)
      .where('offered', '=', true);
    const atFirst = (await offered.execute()).map(({ name }) => name);
    expect(atFirst).toEqual(expect.arrayContaining(['240', 'sound']));

    const ready = await world.reached(id, ['ready']);
    expect(ready).toMatchObject({
      progress: 1,
      secondsLeft: null,
      problem: null,
      hasPoster: true,
      hasThumbnails: true,
      hasWaveform: true,
    });
    expect(ready.sha256).toBe(
      createHash('sha256')
        .update(await readFile(film))
        .digest('hex'),
    );
    const renditions = await world.database.db
      .selectFrom('rendition')
      .selectAll()
      .where('recordingId', '=', id)
      .execute();
    expect(renditions.every(({ whole, offered: listed }) => whole && listed)).toBe(true);
    const objects = await world.objects(id);
    for (const { name, segmentTicks } of renditions) {
      segmentTicks.forEach((_, n) => expect(objects).toContain(objectNames.segment(name, n)));
    }
    const told = world.heard.flatMap((notice) =>
      notice.kind === 'recording_changed' && notice.recordingId === id ? [notice.progress ?? 0] : [],
    );
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    await until(async () => (await world.scratch()).length === 0, 5_000, 'an empty scratch');
  }, 90_000);

  // One film through each queue; what follows does not depend on which.
  if (backend === 'Redis') return;

  test('what is stored of a rung plays from its first frame to its last', async () => {
    const id = await world.upload(await lessonFilm(films, { codec: 'hevc', seconds: 12, container: 'mkv' }));
    await world.reached(id, ['ready']);
    expect(await playedFrames(world, id, '240')).toBe(12 * 25);
  }, 90_000);

  test(
    'a place somebody seeks to is made before its turn',
    async () => {
      const id = await world.upload(await lessonFilm(films, { codec: 'hevc', seconds: 120, height: 720 }));
      await until(async () => (await world.recording(id)).playable, LONG_MS, 'playable');
      const { segmentTicks } = await world.database.db
        .selectFrom('rendition')
        .select('segmentTicks')
        .where('recordingId', '=', id)
        .where('name', '=', '240')
        .executeTakeFirstOrThrow();
      const last = segmentTicks.length - 1;
      await world.work.wantPiece(id, 'picture', last);
      await until(
        async () => (await world.objects(id)).includes(objectNames.segment('480', last)),
        LONG_MS,
        'the piece',
      );
      const open = world.database.db
        .selectFrom('mediaStep')
        .select('name')
        .where('recordingId', '=', id)
        .where('doneAt', 'is', null);
      const chunks = (await open.execute()).filter(({ name }) => name.startsWith('chunk.'));
      expect(chunks.length).toBeGreaterThan(1);
      // Told once every quick rung has it, a moment after the first of them.
      const told = () =>
        world.heard.some(
          (n) => n.kind === 'segments_made' && n.recordingId === id && n.from === last && n.to === last + 1,
        );
      await until(told, LONG_MS, 'the notice of the piece');
      await world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });
      await world.gone(id);
    },
    2 * LONG_MS,
  );

  test('an H.264 film is copied: it plays from its first seconds, and any place of it is copied on request', async () => {
    const id = await world.upload(await lessonFilm(films, { codec: 'h264', seconds: 120 }));
    await until(async () => (await world.recording(id)).playable, 30_000, 'playable');
    const copy = () =>
      world.database.db
        .selectFrom('rendition')
        .select(['whole', 'offered', 'segmentTicks'])
        .where('recordingId', '=', id)
        .where('name', '=', 'copy')
        .executeTakeFirstOrThrow();
    expect((await copy()).offered).toBe(true);
    await until(async () => (await copy()).whole, 30_000, 'whole');
    const last = { recordingId: id, name: objectNames.segment('copy', (await copy()).segmentTicks.length - 1) };
    const bytes = await world.storage.readBytes(last);
    await world.storage.delete(last);
    expect((await world.recording(id)).state).toBe('transcoding');
    await world.work.wantPiece(id, 'copy', (await copy()).segmentTicks.length - 1);
    await until(async () => (await world.storage.size(last)) !== undefined, 20_000, 'the piece');
    expect(await world.storage.readBytes(last)).toEqual(bytes);
    await world.reached(id, ['ready']);
  }, 90_000);

  test('text called .mp4 is refused by a code; the original alone stays, for seven days', async () => {
    const path = join(films, 'lesson.mp4');
    await writeFile(path, 'This is no film at all.\n'.repeat(100));
    const id = await world.upload(path);
    const failed = await world.reached(id, ['failed']);
    expect(failed).toMatchObject({ problem: 'not_a_film', playable: false });
    const days = ((failed.refusedUntil?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    await until(async () => (await world.objects(id)).join() === objectNames.original, 10_000, 'only the original');
  }, 60_000);

  test('a film that arrived otherwise than it left is refused', async () => {
    const id = await world.stored(await lessonFilm(films, { codec: 'h264', seconds: 4 }));
    await world.database.db
      .updateTable('recording')
      .set({ deviceSha256: '0'.repeat(64) })
      .where('id', '=', id)
      .execute();
    await world.work.uploaded(id);
    expect(await world.reached(id, ['failed'])).toMatchObject({ problem: 'film_hash_differs', playable: false });
    await until(async () => (await world.objects(id)).join() === objectNames.original, 10_000, 'only the original');
  }, 60_000);

  test(
    'cancelling ends ffmpeg and leaves the original alone; a retry begins anew',
    async () => {
      const id = await world.upload(await lessonFilm(films, { codec: 'hevc', seconds: 60, height: 720 }));
      await until(
        async () => (await ffmpegsOf(process.pid)) > 0 && (await world.recording(id)).playable,
        LONG_MS,
        'ffmpeg at work',
      );
      expect(await world.work.cancel(id)).toBe(true);
      await until(async () => (await ffmpegsOf(process.pid)) === 0, LONG_MS, 'no ffmpeg');
      await until(async () => (await world.objects(id)).join() === objectNames.original, LONG_MS, 'only the original');
      expect(await world.scratch()).toEqual([]);
      expect(await world.recording(id)).toMatchObject({ state: 'cancelled', playable: false, progress: null });
      expect(await world.work.cancel(id)).toBe(false);
      await world.work.retry(id);
      await until(async () => (await world.recording(id)).playable, LONG_MS, 'playable again');
      await world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });
      await world.gone(id);
    },
    2 * LONG_MS,
  );

  test('deleting destroys the key and leaves no object', async () => {
    const id = await world.upload(await lessonFilm(films, { codec: 'h264', seconds: 4 }));
    await world.reached(id, ['ready']);
    await world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });
    expect((await world.recording(id)).state).toBe('deleting');
    await world.gone(id);
    expect(await world.objects(id)).toEqual([]);
    await until(
      () =>
        world.keys.get(id).then(
          () => false,
          (error: { code?: string }) => error.code === 'key_missing',
        ),
      10_000,
      'a destroyed key',
    );
  }, 60_000);
});

/** How many ffmpeg processes descend from `pid`. */
async function ffmpegsOf(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,comm=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const below = (parent: string): string[][] =>
    rows.filter((row) => row[1] === parent).flatMap((row) => [row, ...below(row[0] ?? '')]);
  return below(String(pid)).filter((row) => row[2] === 'ffmpeg').length;
}
