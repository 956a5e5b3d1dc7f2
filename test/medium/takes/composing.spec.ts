import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { trackPiece } from '@lesblik/server/takes/track-journal';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { pictureGraph, soundGraph } from '../../support/film/picture.ts';
import { flashes, readBeeps, readFrames } from '../../support/film/read.ts';
import { ffmpeg } from '../../support/film/tools.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';
import { until } from '../../support/until.ts';
import { codedPackets, type CodedPacket, StoredCall } from '../../support/stored-call.ts';

let world: MediaWorld;
let worker: Services;
let folder: string;
/** What cameras and microphones send: the same film, as codecs and sizes. */
let sent: Record<'large' | 'small' | 'turned' | 'h264' | 'sound' | 'silence', CodedPacket[]>;

const SECONDS = 14;
const HOUR = 3_600_000;
/** Beside others on a busy machine. */
const PATIENCE_MS = 180_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-takes-'));
  world = await mediaWorld();
  worker = await openServices({ ...world.config, logLevel: 'silent' });
  await startWorker(worker);
  const path = (name: string): string => join(folder, name);
  const picture = pictureGraph({ width: 320, height: 180, rate: 25, seconds: SECONDS });
  const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50', '-b:v', '400k'];
  const h264 = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
    '-profile:v',
    'baseline',
    '-g',
    '50',
    // As browsers do: the decoder's parameters come with each key frame.
    '-x264-params',
    'repeat-headers=1',
  ];
  await ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', soundGraph(SECONDS, 48_000, 'mono')],
    ...['-f', 'lavfi', '-i', `anullsrc=r=48000:cl=mono:d=${SECONDS}`, '-filter_complex'],
    ...[
      '[0:v]format=yuv420p,split=4[a][b][c][d];[b]scale=160:90[small];[d]scale=320:180,transpose=cclock[turned]',
      '-map',
      '[a]',
      '-an',
      ...vp8,
      path('large.webm'),
    ],
    ...[
      '-map',
      '[small]',
      '-an',
      ...vp8,
      path('small.webm'),
      '-map',
      '[turned]',
      '-an',
      ...vp8,
      path('turned.webm'),
      '-map',
      '[c]',
      '-an',
      ...h264,
      path('h264.mp4'),
    ],
    ...['-map', '1:a', '-c:a', 'libopus', '-b:a', '32k', path('sound.webm')],
    ...['-map', '2:a', '-c:a', 'libopus', '-b:a', '32k', path('silence.webm')],
  ]);
  sent = {
    large: await codedPackets(path('large.webm'), 'video'),
    small: await codedPackets(path('small.webm'), 'video'),
    turned: await codedPackets(path('turned.webm'), 'video'),
    h264: await codedPackets(path('h264.mp4'), 'video'),
    sound: await codedPackets(path('sound.webm'), 'audio'),
    silence: await codedPackets(path('silence.webm'), 'audio'),
  };
}, 60_000);
afterAll(async () => {
  await worker.shutdown.end();
  await world.close();
  await rm(folder, { recursive: true });
});

const between = (packets: CodedPacket[], from: number, to: number): CodedPacket[] =>
  packets.filter(({ at }) => at >= from && at < to);

/** Waits until the take's film is stored. */
async function composed(call: StoredCall): Promise<string> {
  const row = call.db.selectFrom('roomTake').select('composedAt').where('id', '=', call.takeId);
  const made = async (): Promise<boolean> => {
    const { state, problem } = await world.recording(call.recordingId);
    if (state === 'failed') throw new Error(`The recording failed: ${problem}`);
    return (await row.executeTakeFirst())?.composedAt instanceof Date;
  };
  await until(made, PATIENCE_MS, 'a composed take');
  return filmOf(call.recordingId);
}

function expectTogether(seen: number[], heard: number[], times: number): void {
  expect(heard).toHaveLength(times);
  expect(seen).toHaveLength(times);
  for (const [i, at] of heard.entries()) expect(Math.abs(at - (seen[i] ?? 0))).toBeLessThanOrEqual(0.04);
}

async function filmOf(recordingId: string): Promise<string> {
  const path = join(folder, `${recordingId}.mp4`);
  await writeFile(path, await world.storage.readBytes({ recordingId, name: objectNames.original }));
  return path;
}

test(
  'a microphone and a camera become a film whose sound and picture belong together',
  async () => {
    const call = await StoredCall.open(world);
    const device = { cname: 'laptop', offMs: HOUR, drift: 50e-6 };
    const who = { personId: call.teacherId, device, openedAt: 0, closedAt: SECONDS * 1000 };
    await call.track({ ...who, source: 'microphone' }, [
      { codec: 'opus', packets: sent.sound, at: 0, delayMs: (n) => 20 + (n % 3) * 5 },
    ]);
    // The picture is longer on its way: who goes by arrivals is wrong.
    await call.track({ ...who, source: 'camera' }, [
      { codec: 'vp8', packets: sent.large, at: 0, delayMs: (n) => 140 + (n % 5) * 8 },
    ]);
    await call.end();
    const ready = await world.reached(call.recordingId, ['ready'], PATIENCE_MS);
    expect(ready).toMatchObject({ width: 1280, height: 720, hasSound: true, hasPicture: true, problem: null });
    const film = await filmOf(call.recordingId);
    expectTogether(flashes(await readFrames(film)), await readBeeps(film), 4);
    expect((await world.objects(call.recordingId)).filter((name) => name.startsWith('call/'))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'layers that break off, losses, a reconnect and another microphone leave sound and picture together',
  async () => {
    const call = await StoredCall.open(world);
    const [teacher, coach] = [call.teacherId, randomUUID()];
    const first = { cname: 'first', offMs: HOUR, drift: 50e-6 };
    const again = { cname: 'again', offMs: HOUR + 4_321, drift: 50e-6 };
    const here = { personId: teacher, device: first, openedAt: 0, closedAt: 6_000 };
    const back = { personId: teacher, device: again, openedAt: 7_000, closedAt: undefined };
    const jitter = (n: number): number => 20 + ((n * 7919) % 60);
    const patchy = (n: number): boolean => n % 33 === 0;

    await call.track({ ...here, source: 'microphone' }, [
      { codec: 'opus', packets: between(sent.sound, 0, 6), at: 0, delayMs: jitter, lost: patchy },
    ]);
    const large = {
      codec: 'vp8' as const,
      packets: between(sent.large, 0, 6),
      at: 0,
      delayMs: (n: number) => 90 + jitter(n),
    };
    await call.track({ ...here, source: 'camera' }, [
      { ...large, packets: between(sent.small, 0, 6) },
      { ...large, lost: (_, at) => at > 2.2 && at < 3.9 },
    ]);
    await call.track({ ...back, source: 'microphone', closedAt: 10_000 }, [
      { codec: 'opus', packets: between(sent.sound, 7, 10), at: 0, delayMs: jitter },
    ]);
    await call.track({ ...back, source: 'camera' }, [{ ...large, packets: between(sent.large, 7, SECONDS) }]);
    await call.track({ ...back, source: 'microphone', openedAt: 10_200 }, [
      { codec: 'opus', packets: between(sent.sound, 10.2, SECONDS), at: 0, delayMs: jitter, ssrc: 77 },
    ]);
    await call.track(
      {
        personId: coach,
        device: { cname: 'other', offMs: -HOUR, drift: 0 },
        source: 'microphone',
        openedAt: 10,
        closedAt: 14_000,
      },
      [{ codec: 'opus', packets: sent.silence, at: 0, delayMs: jitter }],
    );
    await call.event(1_000, { kind: 'speaker', personId: coach });
    await call.end();
    const film = await composed(call);

    const frames = await readFrames(film, { filters: 'crop=640:360:0:180' });
    expectTogether(flashes(frames), await readBeeps(film), 4);
    // The key frame that begins the picture after the reconnect comes with second 8.
    const shows = (at: number): number => frames.findLast((frame) => frame.at <= at + 0.001)?.number ?? -1;
    for (const at of [1, 3, 5.5, 9, 11, 13]) expect(Math.abs(shows(at + 0.1) - at * 25)).toBeLessThanOrEqual(3);
    const silent = await readFrames(film, { filters: 'crop=640:360:640:180' });
    const greens = silent.map(({ patches: [, second] }) => second?.[1] ?? 0);
    expect(Math.max(...greens) - Math.min(...greens)).toBeLessThan(6);
    // A track that nobody closed ends with what came last: up to 170 ms after it was said.
    expect(frames.length).toBeGreaterThanOrEqual(SECONDS * 25);
    expect(frames.length).toBeLessThanOrEqual(SECONDS * 25 + 5);
  },
  PATIENCE_MS,
);

test(
  'the lesson is seen and heard where the shared playhead was, beside the face; a shared screen before it',
  async () => {
    const path = join(folder, 'lesson.mp4');
    const picture = pictureGraph({ width: 428, height: 240, rate: 25, seconds: SECONDS });
    await ffmpeg([
      ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', soundGraph(SECONDS, 48_000, 'stereo')],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-g',
        '50',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
        '-shortest',
        path,
      ],
    ]);
    const lessonId = await world.upload(path);
    await world.reached(lessonId, ['ready'], PATIENCE_MS);
    const call = await StoredCall.open(world);
    await call.db.updateTable('recording').set({ ownerId: call.teacherId }).where('id', '=', lessonId).execute();

    const device = { cname: 'laptop', offMs: -HOUR, drift: -50e-6 };
    const who = { personId: call.teacherId, device, openedAt: 0, closedAt: SECONDS * 1000 };
    const delayMs = (): number => 0;
    await call.track({ ...who, source: 'microphone' }, [{ codec: 'opus', packets: sent.silence, at: 0, delayMs }]);
    await call.track({ ...who, source: 'camera' }, [{ codec: 'h264', packets: sent.h264, at: 0, delayMs }]);
    await call.track({ ...who, source: 'screen', openedAt: 12_500 }, [
      { codec: 'vp8', packets: between(sent.small, 0, 1.5), at: 12_500, delayMs },
    ]);
    // Taken back: nobody reads it any more.
    const gone = await call.track({ ...who, personId: randomUUID(), source: 'microphone' }, [
      { codec: 'opus', packets: sent.sound, at: 1_700, delayMs },
    ]);
    await call.db.updateTable('roomTrack').set({ deletedAt: new Date() }).where('id', '=', gone).execute();
    const moved = (at: number, atMs: number, playing: boolean, rate: number) =>
      call.event(at, {
        kind: 'playhead',
        playhead: { recordingId: lessonId, atMs, playing, rate, serverTime: call.start + at, by: call.teacherId },
      });
    await call.event(0, { kind: 'playhead', playhead: null });
    await moved(1_000, 2_000, true, 1);
    await moved(5_000, 6_000, false, 1);
    await moved(6_000, 9_000, false, 1);
    await moved(7_000, 6_000, true, 2);
    await call.event(9_000, { kind: 'waiting', waiting: true });
    await call.event(10_000, { kind: 'waiting', waiting: false });
    await call.end();
    const film = await composed(call);

    const numbers = async (filters: string) => {
      const frames = await readFrames(film, { filters });
      const shows = (at: number): number => frames.findLast((frame) => frame.at <= at + 0.001)?.number ?? -1;
      return { shows, flashes: flashes(frames) };
    };
    const main = await numbers('crop=960:540:0:90');
    const lessonAt = { 1.5: 2.5, 4.5: 5.5, 5.5: 6, 6.5: 9, 8.5: 9, 9.5: 10, 10.5: 11, 12.3: 13.96 };
    for (const [at, lesson] of Object.entries(lessonAt)) {
      expect([at, Math.abs(main.shows(Number(at)) - lesson * 25) <= 2]).toEqual([at, true]);
    }
    const beeps = await readBeeps(film);
    expectTogether(
      main.flashes.filter((at) => at > 1 && at < 12.5),
      beeps,
      3,
    );
    for (const [i, at] of [3, 8, 11].entries()) expect(Math.abs((beeps[i] ?? 0) - at)).toBeLessThanOrEqual(0.04);

    const face = await numbers('crop=320:180:960:270');
    for (const at of [1.5, 6, 11, 13.5]) expect(Math.abs(face.shows(at) - at * 25)).toBeLessThanOrEqual(2);
    const screen = await numbers('crop=960:540:0:0');
    expect(Math.abs(screen.shows(13.5) - 25)).toBeLessThanOrEqual(2);
    const below = await numbers('crop=320:180:320:540');
    expect(below.shows(13.5)).toBeGreaterThanOrEqual(348);
  },
  PATIENCE_MS,
);

test(
  'the picture of a phone that was held otherwise stands upright',
  async () => {
    const call = await StoredCall.open(world);
    const device = { cname: 'phone', offMs: 0, drift: 0 };
    const who = { personId: call.teacherId, device, openedAt: 0, closedAt: 3_000 };
    await call.track({ ...who, source: 'camera' }, [
      { codec: 'vp8', packets: between(sent.turned, 0, 3), at: 0, delayMs: () => 20, turned: 1 },
    ]);
    await call.end();
    const frames = (await readFrames(await composed(call))).filter(({ at }) => at >= 0.2);
    expect(frames.length).toBeGreaterThan(60);
    expect(frames.filter(({ upright }) => !upright)).toEqual([]);
    for (const { number, at } of frames) expect(Math.abs(number - at * 25)).toBeLessThanOrEqual(2);
  },
  PATIENCE_MS,
);

test(
  'each face bears its name, and no name is more than words',
  async () => {
    const call = await StoredCall.open(world);
    const named = async (name: string): Promise<string> => {
      const row = { name, email: `${randomUUID()}@example.org` };
      return (await call.db.insertInto('person').values(row).returning('id').executeTakeFirstOrThrow()).id;
    };
    const hostile = `%{pts}':x=0,drawbox=c=white[o];\\\u202e"${String.fromCodePoint(0x1f469)}`;
    const names = ['Eva', hostile, 'Wilhelmina '.repeat(27), String.fromCodePoint(0x1f600)];
    const device = { cname: 'laptop', offMs: 0, drift: 0 };
    for (const [n, name] of names.entries()) {
      const who = { personId: await named(name), device, openedAt: n, closedAt: 2_000 };
      await call.track({ ...who, source: 'microphone' }, [
        { codec: 'opus', packets: between(sent.silence, 0, 2), at: 0, delayMs: () => 20 },
      ]);
    }
    await call.end();
    const film = await composed(call);
    /** Where white is drawn in the tile with this number, at this second: columns and rows. */
    const letters = async (n: number, at: number) => {
      const [width, height] = [640, 360];
      const crop = `crop=${width}:${height}:${(n % 2) * width}:${Math.floor(n / 2) * height},format=gray`;
      const raw = ['-ss', String(at), '-i', film, '-vf', crop, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'];
      const { stdout } = await ffmpeg(raw);
      const white = [...stdout.entries()].filter(([, value]) => value > 200).map(([place]) => place);
      const columns = white.map((place) => place % width);
      const rows = white.map((place) => Math.floor(place / width));
      return { count: white.length, columns: [Math.min(...columns), Math.max(...columns)], top: Math.min(...rows) };
    };
    const [eva, wild, long, none] = await Promise.all([0, 1, 2, 3].map((n) => letters(n, 0.5)));
    for (const seen of [eva, wild, long]) {
      expect(seen?.count).toBeGreaterThan(50);
      expect(seen?.top).toBeGreaterThan(300);
      expect(seen?.columns[0]).toBeGreaterThan(8);
      expect(seen?.columns[1]).toBeLessThan(632);
    }
    expect(eva?.columns[1]).toBeLessThan(100);
    expect(long?.columns[1]).toBeGreaterThan(500);
    expect(none?.count).toBe(0);
    expect((await letters(1, 1.5)).columns).toEqual(wild?.columns);
  },
  PATIENCE_MS,
);

test(
  'what cannot be read fails the recording and stays; tried again, it becomes a film',
  async () => {
    const call = await StoredCall.open(world);
    const device = { cname: 'laptop', offMs: 0, drift: 0 };
    const who = { personId: call.teacherId, device, openedAt: 0, closedAt: 2_000 };
    const trackId = await call.track({ ...who, source: 'microphone' }, [
      { codec: 'opus', packets: between(sent.sound, 0, 2), at: 0, delayMs: () => 20 },
    ]);
    const piece = { recordingId: call.recordingId, name: trackPiece(trackId, 0) };
    const whole = await world.storage.readBytes(piece);
    await world.storage.write(piece, whole.subarray(0, whole.length - 3));
    await call.end();
    const failed = await world.reached(call.recordingId, ['failed'], PATIENCE_MS);
    expect(failed).toMatchObject({ problem: 'transcode_failed', playable: false });
    await world.storage.write(piece, whole);
    expect(await world.work.composeAgain(call.recordingId)).toBe(true);
    const film = await composed(call);
    expect(await readBeeps(film)).toHaveLength(1);
  },
  PATIENCE_MS,
);

test(
  'a take in which nothing was recorded leaves no recording',
  async () => {
    const call = await StoredCall.open(world);
    const device = { cname: 'laptop', offMs: 0, drift: 0 };
    const who = { personId: call.teacherId, device, openedAt: 0, closedAt: 2_000 };
    await call.track({ ...who, source: 'microphone' }, [{ codec: 'opus', packets: [], at: 0, delayMs: () => 0 }]);
    await call.end();
    await world.gone(call.recordingId);
  },
  PATIENCE_MS,
);
