import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLASH_EVERY } from '../../support/film/picture.ts';
import { readBeeps, readFlashes } from '../../support/film/read.ts';
import type { MediaWorld } from '../../support/media-world.ts';
import { type CodedPacket, type Device, onDevice, StoredCall } from '../../support/stored-call.ts';
import { composedFilm, FRAMES_PER_SECOND, MINUTE_SECONDS, minuteOf } from '../support/call-film.ts';
import { withMediaWorld } from '../support/media-world.ts';
import { type Figure, milliseconds, type Row } from '../support/row.ts';

const REACH_MS = 40;

/** From `from` to `to`, in seconds of a film that repeats that minute. */
function repeated(minute: readonly CodedPacket[], from: number, to: number): CodedPacket[] {
  const packets: CodedPacket[] = [];
  for (let start = Math.floor(from / MINUTE_SECONDS) * MINUTE_SECONDS; start < to; start += MINUTE_SECONDS) {
    for (const packet of minute) packets.push({ ...packet, at: packet.at + start });
  }
  return packets.filter(({ at }) => at >= from && at < to);
}

/** Jitter that is the same in every run. */
const jitter = (least: number, most: number) => (n: number) => least + ((n * 7919) % (most - least));

interface Person {
  personId: string;
  device: Device;
  /** Which half of the picture. */
  left: boolean;
  /** The sound card against the device's clock. */
  card: number;
  /** When the film's second 0 happens. */
  at: number;
}

/** One stay in the call: a microphone and a camera from and to a moment, in seconds, with what was changed meanwhile. */
interface Stay {
  person: Person;
  from: number;
  to: number;
  cname: string;
  microphone: { at: number; ms: number }[];
  camera: { at: number; ms: number }[];
}

/**
 * Two people for so many minutes: three devices of the teacher are changed, once just before the connection breaks off and
 * is made anew, after the last report on the old one; the other stays throughout. Every packet of sound has its jitter, one
 * in 97 never comes, one of the picture in 701; sound cards count otherwise than their computers, and these than the server.
 */
async function storeCall(world: MediaWorld, minutes: number): Promise<{ call: StoredCall; stays: Stay[] }> {
  const call = await StoredCall.open(world);
  const [sound, picture] = [await minuteOf('audio'), await minuteOf('video')];
  const device = { cname: '', offMs: 3_600_000, drift: 50e-6 };
  const teacher = { personId: call.teacherId, device, left: true, card: 30e-6, at: 0 };
  const coach = { personId: randomUUID(), device: { ...device, offMs: -7_200_000, drift: -50e-6 } };
  const end = minutes * MINUTE_SECONDS;
  const broken = end / 2;
  const stays: Stay[] = [
    {
      ...{ person: teacher, from: 0, to: broken, cname: 'first' },
      camera: [{ at: end * 0.3, ms: 1_200 }],
      microphone: [
        { at: end * 0.2, ms: 700 },
        { at: broken - 4.5, ms: 400 },
      ],
    },
    { person: teacher, from: broken + 4, to: end, cname: 'again', camera: [], microphone: [] },
    {
      person: { ...coach, left: false, card: -40e-6, at: (FLASH_EVERY / 2) * 1000 },
      ...{ from: 0, to: end - FLASH_EVERY, cname: 'other', camera: [], microphone: [] },
    },
  ];
  for (const { person, from, to, cname, microphone, camera } of stays) {
    const { personId, card, at } = person;
    const own = { personId, device: { ...person.device, cname }, openedAt: at + from * 1000, closedAt: at + to * 1000 };
    const voice = { codec: 'opus' as const, at, card, stands: microphone, reportEvery: 5, delayMs: jitter(20, 60) };
    await call.track({ ...own, source: 'microphone' }, [
      { ...voice, packets: repeated(sound, from, to), lost: (n) => n % 97 === 0 },
    ]);
    const face = { codec: 'vp8' as const, at, stands: camera, delayMs: jitter(110, 170) };
    await call.track({ ...own, source: 'camera' }, [
      { ...face, packets: repeated(picture, from, to), lost: (n) => n % 701 === 0 },
    ]);
  }
  await call.end();
  return { call, stays };
}

const nearest = (times: readonly number[], at: number): number =>
  times.reduce((best, time) => (Math.abs(time - at) < Math.abs(best - at) ? time : best), Infinity);

/** Of each flash: how much later its beep is heard than it was made, in milliseconds, and when. */
function skews(stays: readonly Stay[], seen: readonly number[][], heard: readonly number[]) {
  const found: { at: number; ms: number }[] = [];
  let made = 0;
  for (const { person, from, to, microphone, camera } of stays) {
    const { at, card, device } = person;
    const room = (seconds: number): number => at / 1000 + seconds / (1 + device.drift);
    for (let flash = Math.ceil(from / FLASH_EVERY) * FLASH_EVERY; flash < to - 1; flash += FLASH_EVERY) {
      const flashed = room(onDevice(flash, { stands: camera }));
      const beeped = room(onDevice(flash, { card, stands: microphone }));
      made += 1;
      const shown = nearest(seen[person.left ? 0 : 1] ?? [], flashed);
      const sounded = nearest(heard, beeped);
      if (Math.abs(shown - flashed) > 1 || Math.abs(sounded - beeped) > 1) continue;
      found.push({ at: flashed, ms: (sounded - shown - (beeped - flashed)) * 1000 });
    }
  }
  return { found, made };
}

export const callSync: Row = {
  name: 'call-sync',
  async run({ long }): Promise<Figure[]> {
    const minutes = long ? 60 : 10;
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-call-'));
    try {
      return await withMediaWorld(async (world) => {
        const { call, stays } = await storeCall(world, minutes);
        const film = await composedFilm(world, call, folder, minutes);
        const half = { y: 180, width: 640, height: 360 };
        const seen = await readFlashes(film, FRAMES_PER_SECOND, [
          { x: 0, ...half },
          { x: 640, ...half },
        ]);
        const { found, made } = skews(stays, seen, await readBeeps(film));
        const most = Math.max(...found.map(({ ms }) => Math.abs(ms)));
        const whole = found.length >= made * 0.9;
        const mean = found.reduce((sum, { ms }) => sum + ms, 0) / found.length;
        return [
          {
            what: `sound against picture in a call's recording, ${minutes} minutes, three changed devices, one reconnect`,
            against: '–',
            measured: `at most ${milliseconds(most)} at ${found.length} of ${made} flashes (mean ${milliseconds(mean)})`,
            reach: `≤ ${REACH_MS} ms throughout`,
            reached: whole && most <= REACH_MS,
            numbers: { mostMs: most, meanMs: mean, found: found.length, made },
          },
        ];
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
