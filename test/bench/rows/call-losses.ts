import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrackRecord } from '@lesblik/server/takes/track-journal';
import { FLASH_EVERY } from '../../support/film/picture.ts';
import { ffmpegOf } from '../../support/ffmpegs-of.ts';
import { readBeeps } from '../../support/film/read.ts';
import { ffprobe } from '../../support/film/tools.ts';
import { storedTracks } from '../../support/made-call.ts';
import { type MediaWorld, workerProcess } from '../../support/media-world.ts';
import { mortalCall, sentAs } from '../../support/mortal-call-process.ts';
import { insertRecording } from '../../support/recording-row.ts';
import { StoredCall } from '../../support/stored-call.ts';
import { until } from '../../support/until.ts';
import { composedFilm, minuteOf } from '../support/call-film.ts';
import { withMediaWorld } from '../support/media-world.ts';
import { type Figure, milliseconds, type Row } from '../support/row.ts';

const REACH_MS = 2_000;
const PATIENCE_MS = 60_000;
const FILM_SECONDS = 40;

interface Loss {
  lostMs: number;
  /** Nothing is missing before the end. */
  whole: boolean;
}

async function aCall(world: MediaWorld) {
  const { db } = world.database;
  const teacher = {
    id: (await world.recording(await insertRecording(db, { state: 'ready' }))).ownerId,
    name: 'Docent',
  };
  const { organisationId, ownerId } = await world.recording(await insertRecording(db, { state: 'ready' }));
  const row = { organisationId, title: 'Bench', teacherId: teacher.id, hostId: teacher.id };
  const { id: roomId } = await db.insertInto('room').values(row).returning('id').executeTakeFirstOrThrow();
  return { roomId, teacher, coach: { id: ownerId, name: 'Coach' } };
}

/** @param killedAt milliseconds since 1970, of what was sent last */
function lossOf(tracks: readonly TrackRecord[][], killedAt: number): Loss {
  const each = tracks.map((records) => {
    const sent = records.flatMap((one) => (one.kind === 'packet' ? [sentAs(one.packet)] : []));
    const numbers = sent.map(({ number }) => number);
    return {
      lostMs: killedAt - (sent.at(-1)?.at ?? 0),
      whole: numbers.every((number, n) => number === (numbers[0] ?? 0) + n),
    };
  });
  return { lostMs: Math.max(...each.map(({ lostMs }) => lostMs)), whole: each.every(({ whole }) => whole) };
}

/** An API that records is killed; the next one goes on, and its mediasoup worker is killed. */
async function whileRecording(world: MediaWorld): Promise<{ api: Loss; mediasoup: Loss }> {
  const options = await aCall(world);
  const services = { db: world.database.db, storage: world.storage };
  const stored = async () => [...(await storedTracks(services, options.roomId, options.teacher.id)).values()];
  const first = mortalCall(options, world.settings);
  await until(() => first.said('sent').length > 300, PATIENCE_MS, 'six seconds of a call').catch(async (error) => {
    await first.kill();
    throw error;
  });
  await first.kill();
  const api = lossOf(await stored(), first.lastSent());

  const next = mortalCall(options, world.settings);
  try {
    await until(() => next.said('sent').length > 300, PATIENCE_MS, 'six more');
    process.kill(Number(next.said('mediasoup')[0]?.[0]), 'SIGKILL');
    const killedAt = next.lastSent();
    // New tracks follow; those that broke off are stored by then.
    await until(async () => (await stored()).length === 6, PATIENCE_MS, 'a mediasoup worker in its place');
    return { api, mediasoup: lossOf((await stored()).slice(2, 4), killedAt) };
  } finally {
    await next.kill();
  }
}

/** A media worker is killed while it composes, then an ffmpeg of the next one. @returns how much shorter the film is */
async function whileComposing(world: MediaWorld, folder: string): Promise<Loss> {
  const call = await StoredCall.open(world);
  const who = {
    ...{ personId: call.teacherId, device: { cname: 'laptop', offMs: 0, drift: 0 } },
    ...{ openedAt: 0, closedAt: FILM_SECONDS * 1000 },
  };
  const until40 = async (kind: 'audio' | 'video') => (await minuteOf(kind)).filter(({ at }) => at < FILM_SECONDS);
  const sent = { at: 0, delayMs: () => 20 };
  await call.track({ ...who, source: 'microphone' }, [{ ...sent, codec: 'opus', packets: await until40('audio') }]);
  await call.track({ ...who, source: 'camera' }, [{ ...sent, codec: 'vp8', packets: await until40('video') }]);
  await call.end();
  const far = (share: number) => async () => ((await world.recording(call.recordingId)).progress ?? 0) >= share;
  const first = await workerProcess(world.settings);
  try {
    await until(far(0.01), PATIENCE_MS, 'a film begun');
  } finally {
    await first.kill();
  }
  const film = await composedFilm(world, call, folder, FILM_SECONDS / 60, async (worker) => {
    process.kill(await ffmpegOf(worker, 'any', 2 * PATIENCE_MS), 'SIGKILL');
  });
  const length = Number(await ffprobe(['-show_entries', 'format=duration', '-of', 'csv=p=0', film]));
  const beeps = (await readBeeps(film)).length;
  return { lostMs: Math.max(0, (FILM_SECONDS - length) * 1000), whole: beeps === FILM_SECONDS / FLASH_EVERY };
}

const figure = (killed: string, { lostMs, whole }: Loss): Figure => ({
  what: `lost from a call's recording when ${killed} is killed -9`,
  against: '–',
  measured: `${milliseconds(lostMs)}, the rest ${whole ? 'whole' : 'not whole'}`,
  reach: '≤ 2 s, the rest whole',
  reached: lostMs <= REACH_MS && whole,
  numbers: { lostMs },
});

export const callLosses: Row = {
  name: 'call-losses',
  async run(): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-call-'));
    try {
      return await withMediaWorld(async (world) => {
        const { api, mediasoup } = await whileRecording(world);
        const composing = await whileComposing(
          { ...world, settings: { ...world.settings, WORKER_LOCK_SECONDS: '2' } },
          folder,
        );
        return [
          figure('the API', api),
          figure('its mediasoup worker', mediasoup),
          figure('the media worker, then an ffmpeg of the next,', composing),
        ];
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
