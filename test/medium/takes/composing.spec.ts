import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { pictureGraph, soundGraph } from '../../support/film/picture.ts';
import { flashes, readBeeps, readFrames } from '../../support/film/read.ts';
import { ffmpeg } from '../../support/film/tools.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';
import { codedPackets, type CodedPacket, StoredCall } from '../../support/stored-call.ts';

let world: MediaWorld;
let worker: Services;
let folder: string;
let face: { vp8: CodedPacket[]; opus: CodedPacket[] };

const SECONDS = 14;
const HOUR = 3_600_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-takes-'));
  world = await mediaWorld();
  worker = await openServices({ ...world.config, logLevel: 'silent' });
  await startWorker(worker);
  const path = join(folder, 'face.webm');
  const picture = pictureGraph({ width: 320, height: 180, rate: 25, seconds: SECONDS });
  await ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', soundGraph(SECONDS, 48_000, 'mono')],
    ...[
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-cpu-used',
      '8',
      '-g',
      '100',
      '-b:v',
      '400k',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-c:a', 'libopus', '-b:a', '32k', path],
  ]);
  face = { vp8: await codedPackets(path, 'video'), opus: await codedPackets(path, 'audio') };
}, 60_000);
afterAll(async () => {
  await worker.shutdown.end();
  await world.close();
  await rm(folder, { recursive: true });
});

async function filmOf(recordingId: string): Promise<string> {
  const path = join(folder, `${recordingId}.mp4`);
  await writeFile(path, await world.storage.readBytes({ recordingId, name: objectNames.original }));
  return path;
}

test('a microphone and a camera become a film whose sound and picture belong together', async () => {
  const call = await StoredCall.open(world);
  const device = { cname: 'laptop', offMs: HOUR, drift: 50e-6 };
  const who = { personId: call.teacherId, device, openedAt: 0, closedAt: SECONDS * 1000 };
  await call.track({ ...who, source: 'microphone' }, [
    { codec: 'opus', packets: face.opus, at: 0, delayMs: (n) => 20 + (n % 3) * 5 },
  ]);
  // The picture is longer on its way: who goes by arrivals is wrong.
  await call.track({ ...who, source: 'camera' }, [
    { codec: 'vp8', packets: face.vp8, at: 0, delayMs: (n) => 140 + (n % 5) * 8 },
  ]);
  await call.end();
  const ready = await world.reached(call.recordingId, ['ready']);
  expect(ready).toMatchObject({ width: 1280, height: 720, hasSound: true, hasPicture: true, problem: null });
  const film = await filmOf(call.recordingId);
  const [seen, heard] = [flashes(await readFrames(film)), await readBeeps(film)];
  expect(heard).toHaveLength(4);
  expect(seen).toHaveLength(4);
  for (const [i, at] of heard.entries()) expect(Math.abs(at - (seen[i] ?? 0))).toBeLessThanOrEqual(0.04);
  expect((await world.objects(call.recordingId)).filter((name) => name.startsWith('call/'))).toEqual([]);
}, 60_000);
