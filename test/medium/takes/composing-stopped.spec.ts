import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { TRACKS } from '@lesblik/server/takes/track-journal';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { pictureGraph, soundGraph } from '../../support/film/picture.ts';
import { flashes, readBeeps, readFrames } from '../../support/film/read.ts';
import { ffmpeg } from '../../support/film/tools.ts';
import { lessonFilm } from '../../support/lesson-film.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';
import { type CodedPacket, codedPackets, StoredCall } from '../../support/stored-call.ts';
import { until } from '../../support/until.ts';

const SECONDS = 12;
const PATIENCE_MS = 180_000;

let world: MediaWorld;
let worker: Services;
let folder: string;
let sent: Record<'picture' | 'sound', CodedPacket[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-takes-'));
  world = await mediaWorld();
  const [picture, sound] = [join(folder, 'picture.webm'), join(folder, 'sound.webm')];
  const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50', '-b:v', '400k'];
  const graph = pictureGraph({ width: 320, height: 180, rate: 25, seconds: SECONDS });
  await ffmpeg(['-f', 'lavfi', '-i', graph, '-vf', 'format=yuv420p', ...vp8, picture]);
  await ffmpeg(['-f', 'lavfi', '-i', soundGraph(SECONDS, 48_000, 'mono'), '-c:a', 'libopus', sound]);
  sent = { picture: await codedPackets(picture, 'video'), sound: await codedPackets(sound, 'audio') };
  worker = await openServices({ ...world.config, logLevel: 'silent' });
  await startWorker(worker);
}, PATIENCE_MS);
afterAll(async () => {
  await worker.shutdown.end();
  await world.close();
  await rm(folder, { recursive: true });
});

async function aCall(): Promise<StoredCall> {
  const call = await StoredCall.open(world);
  const device = { cname: 'laptop', offMs: 0, drift: 0 };
  const who = { personId: call.teacherId, device, openedAt: 0, closedAt: SECONDS * 1000 };
  const way = { at: 0, delayMs: () => 20 };
  await call.track({ ...who, source: 'microphone' }, [{ ...way, codec: 'opus', packets: sent.sound }]);
  await call.track({ ...who, source: 'camera' }, [{ ...way, codec: 'vp8', packets: sent.picture }]);
  return call;
}

const begun = (call: StoredCall): Promise<unknown> =>
  until(
    async () => ((await world.recording(call.recordingId)).progress ?? 0) > 0.001,
    PATIENCE_MS,
    'a film that is being composed',
  );

async function film(call: StoredCall): Promise<string> {
  const row = call.db.selectFrom('roomTake').select('composedAt').where('id', '=', call.takeId);
  await until(async () => (await row.executeTakeFirst())?.composedAt instanceof Date, PATIENCE_MS, 'a composed call');
  const path = join(folder, `${call.recordingId}.mp4`);
  await writeFile(path, await world.storage.readBytes({ recordingId: call.recordingId, name: objectNames.original }));
  return path;
}

test(
  'composing that is cancelled stops within seconds and leaves the tracks; begun again, it becomes the whole film',
  async () => {
    const call = await aCall();
    const tracks = await world.objects(call.recordingId);
    await call.end();
    await begun(call);
    // What was made meanwhile: its going tells that cleaning up was done.
    const made = { recordingId: call.recordingId, name: objectNames.poster };
    await world.storage.write(made, Buffer.from('made'));
    expect(await world.work.cancel(call.recordingId)).toBe(true);
    await until(async () => (await world.scratch()).length === 0, 10_000, 'an empty scratch');
    await until(async () => !(await world.objects(call.recordingId)).includes(made.name), 10_000, 'all cleaned up');
    expect(await world.recording(call.recordingId)).toMatchObject({ state: 'cancelled', problem: null });
    expect(await world.objects(call.recordingId)).toEqual(tracks);
    expect(tracks.every((name) => name.startsWith(TRACKS))).toBe(true);

    expect(await world.work.composeAgain(call.recordingId)).toBe(true);
    const path = await film(call);
    expect(await readBeeps(path)).toHaveLength(SECONDS / 4);
    expect(flashes(await readFrames(path))).toHaveLength(SECONDS / 4);
  },
  PATIENCE_MS,
);

test(
  'a lesson that is deleted while the film is composed is left out of it; the faces and voices are there',
  async () => {
    const lessonId = await world.upload(
      await lessonFilm(folder, { codec: 'h264', seconds: SECONDS, height: 240, sound: false }),
    );
    await world.reached(lessonId, ['ready'], PATIENCE_MS);
    const call = await aCall();
    await call.db.updateTable('recording').set({ ownerId: call.teacherId }).where('id', '=', lessonId).execute();
    const playhead = { recordingId: lessonId, atMs: 0, playing: true, rate: 1, by: call.teacherId };
    await call.event(0, { kind: 'playhead', playhead: { ...playhead, serverTime: call.start } });
    await call.end();
    await begun(call);
    await world.storage.deleteRecording(lessonId);
    const path = await film(call);
    const face = await readFrames(path, { filters: 'crop=320:180:960:270' });
    expect(flashes(face)).toHaveLength(SECONDS / 4);
    expect(await readBeeps(path)).toHaveLength(SECONDS / 4);
  },
  PATIENCE_MS,
);
