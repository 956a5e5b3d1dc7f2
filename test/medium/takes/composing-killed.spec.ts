import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { soundGraph } from '../../support/film/picture.ts';
import { ffmpegOf } from '../../support/ffmpegs-of.ts';
import { readBeeps } from '../../support/film/read.ts';
import { ffmpeg } from '../../support/film/tools.ts';
import { type MediaWorld, mediaWorld, workerProcess } from '../../support/media-world.ts';
import { codedPackets, StoredCall } from '../../support/stored-call.ts';
import { until } from '../../support/until.ts';

const SECONDS = 40;
const PATIENCE_MS = 180_000;

let world: MediaWorld;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-takes-'));
  world = await mediaWorld();
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

test(
  'a worker that is killed while it composes loses nothing, nor does one whose decoder is: the next try makes the whole film',
  async () => {
    const sound = join(folder, 'sound.webm');
    await ffmpeg(['-f', 'lavfi', '-i', soundGraph(SECONDS, 48_000, 'mono'), '-c:a', 'libopus', sound]);
    const call = await StoredCall.open(world);
    const device = { cname: 'laptop', offMs: 0, drift: 0 };
    await call.track(
      { personId: call.teacherId, device, source: 'microphone', openedAt: 0, closedAt: SECONDS * 1000 },
      [{ codec: 'opus', packets: await codedPackets(sound, 'audio'), at: 0, delayMs: () => 20 }],
    );
    await call.end();
    const settings = { ...world.settings, WORKER_LOCK_SECONDS: '2' };
    const row = call.db.selectFrom('roomTake').select('composedAt').where('id', '=', call.takeId);
    const composedAt = async () => (await row.executeTakeFirstOrThrow()).composedAt;
    for (const share of [0.001, 0.05]) {
      const worker = await workerProcess(settings);
      const far = async () => ((await world.recording(call.recordingId)).progress ?? 0) >= share;
      await until(far, PATIENCE_MS, 'a film half made');
      await worker.kill();
      expect(await composedAt()).toBeNull();
    }
    const last = await workerProcess(settings);
    process.kill(await ffmpegOf(last.pid, 'decoder', PATIENCE_MS), 'SIGKILL');
    await world.reached(call.recordingId, ['ready'], PATIENCE_MS);
    expect(await composedAt()).toBeInstanceOf(Date);
    const film = join(folder, 'film.mp4');
    await writeFile(film, await world.storage.readBytes({ recordingId: call.recordingId, name: objectNames.original }));
    expect(await readBeeps(film)).toHaveLength(SECONDS / 4);
    expect((await world.objects(call.recordingId)).filter((name) => name.startsWith('call/'))).toEqual([]);
    await until(async () => (await world.scratch()).length === 0, 5_000, 'an empty scratch');
    await last.stop();
  },
  PATIENCE_MS,
);
