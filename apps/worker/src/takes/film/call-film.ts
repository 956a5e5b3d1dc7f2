import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import { type ComposeWork, FRAME_MS, type MovingPicture, type SoundPart } from '../../ffmpeg/compose/types.ts';
import { type StreamClock, takeClocks } from '../clock/take-clocks.ts';
import { LOOKAHEAD_MS } from '../rtp/opus.ts';
import type { TakeStorage } from '../take-storage.ts';
import type { Take } from '../takes.repository.ts';
import { LEAD_MS } from '../tracks/matroska.ts';
import { type ScannedTrack, scanTrack } from '../tracks/scan.ts';
import type { StoredTrack } from '../tracks/stored-track.ts';
import { neededChains, visibleParts } from '../tracks/visible.ts';
import { writePictures, writeSound } from '../tracks/write.ts';
import type { Lesson } from './lesson.ts';
import { lessonPictures, lessonSounds, sampleOf } from './lesson-parts.ts';
import { playheadSpans, type TimedEvent } from './playhead-spans.ts';
import { frameOf, joined, type PersonSpans, type PictureSpan, scenesOf } from './scenes.ts';

export interface CallMaterial {
  take: Take;
  tracks: StoredTrack[];
  events: TimedEvent[];
  lessons: ReadonlyMap<string, Lesson>;
  /** By person. */
  names: ReadonlyMap<string, string>;
}

export interface Workplace {
  storage: EncryptedStorage;
  takeStorage: TakeStorage;
  scratch: string;
  signal: AbortSignal;
  /** Something of a track is not as it was recorded, because of what its sender sent. */
  onCut: (track: StoredTrack, what: 'picture' | 'clock') => void;
}

/** What the composer draws and mixes. */
export type CallFilm = Pick<ComposeWork, 'frames' | 'pictures' | 'scenes' | 'sounds'>;

/** Whoever is gone no longer keeps their place while they connect anew. */
const PLACE_KEPT_MS = 15_000;

/**
 * Puts a take's tracks on one line, into files in the scratch folder, and says what is seen and heard when.
 * @returns undefined when nothing was recorded
 */
export async function callFilm(
  { take, tracks, events, lessons, names }: CallMaterial,
  place: Workplace,
): Promise<CallFilm | undefined> {
  const { storage, takeStorage, scratch, signal } = place;
  const read = (track: StoredTrack) => takeStorage.records(take.recordingId, track.id, signal);
  const scanned: ScannedTrack[] = [];
  for (const track of tracks) scanned.push(await scanTrack(track, read(track)));
  if (scanned.every(({ lastAt }) => lastAt === undefined)) return undefined;

  const zero = Math.min(...tracks.map(({ openedAtMs }) => openedAtMs));
  const lengthMs = Math.max(FRAME_MS, ...scanned.map((one) => endOf(one) - zero));
  const clocks = takeClocks(
    scanned.map(({ observed }) => observed),
    (observed) => {
      for (const one of scanned) if (one.observed === observed) place.onCut(one.track, 'clock');
    },
  );
  const film: Parts = { pictures: [], sounds: [], cameras: new Map(), screens: [] };
  const placing = { folder: scratch, zero, onCut: place.onCut };
  for (const one of scanned) {
    const own = clocks.get(one.observed) ?? new Map<number, StreamClock>();
    if (one.track.source === 'camera' || one.track.source === 'screen') {
      await addPicture(film, one, read(one.track), { ...placing, clocks: own });
    } else await addSound(film, one, read(one.track), { ...placing, clocks: own }, lengthMs);
  }

  const spans = playheadSpans(events, zero, lengthMs, (id) => lessons.get(id)?.durationMs ?? 0);
  const lesson = lessonPictures(spans, lessons, film.pictures.length, { storage, scratch, signal });
  const speakers = events.flatMap(({ atMs, event }) =>
    event.kind === 'speaker' ? [{ at: atMs - zero, personId: event.personId }] : [],
  );
  return {
    frames: frameOf(lengthMs),
    pictures: [...film.pictures, ...lesson.pictures],
    sounds: [...film.sounds, ...lessonSounds(spans, lessons, { storage, scratch, signal })],
    scenes: scenesOf({
      lengthMs,
      lesson: lesson.shown,
      screens: film.screens,
      people: people(scanned, film, zero, names),
      speakers,
    }),
  };
}

interface Parts {
  pictures: MovingPicture[];
  sounds: SoundPart[];
  /** By person. */
  cameras: Map<string, PictureSpan[]>;
  screens: PictureSpan[];
}

interface Placing extends Pick<Workplace, 'onCut'> {
  folder: string;
  clocks: ReadonlyMap<number, StreamClock>;
  zero: number;
}

/** On the room's clock; a track that a crash left open ends with its last packet. */
const endOf = ({ track, lastAt }: ScannedTrack): number => track.closedAtMs ?? lastAt ?? track.openedAtMs;

async function addPicture(
  film: Parts,
  scanned: ScannedTrack,
  records: ReturnType<TakeStorage['records']>,
  placing: Placing,
): Promise<void> {
  const visible = visibleParts(scanned, placing.clocks, placing.zero);
  if (visible === undefined) return placing.onCut(scanned.track, 'picture');
  const needed = neededChains(visible, placing.clocks, placing.zero);
  const written = await writePictures(scanned, records, needed, placing);
  const shown = Map.groupBy(visible, ({ chain }) => chain);
  const { personId, source } = scanned.track;
  const seen = source === 'screen' ? film.screens : spansOf(film.cameras, personId);
  for (const { needed: chain, path } of written) {
    const [from, to] = [frameOf(chain.from), frameOf(chain.to)];
    const picture = film.pictures.length;
    film.pictures.push({
      open: async () => ({ input: { path, demuxer: 'matroska' }, release: () => rm(path, { force: true }) }),
      ...{ from, to, frames: to - from, rate: 1, turn: chain.chain.turn },
      startSeconds: (from * FRAME_MS + LEAD_MS) / 1000,
    });
    for (const part of shown.get(chain.chain) ?? []) seen.push({ from: part.from, to: part.to, picture });
  }
}

function spansOf(cameras: Parts['cameras'], personId: string): PictureSpan[] {
  const known = cameras.get(personId) ?? [];
  cameras.set(personId, known);
  return known;
}

async function addSound(
  film: Parts,
  scanned: ScannedTrack,
  records: ReturnType<TakeStorage['records']>,
  placing: Placing,
  lengthMs: number,
): Promise<void> {
  const path = join(placing.folder, `${scanned.track.id}.mkv`);
  const firstAt = await writeSound(scanned, records, placing, path);
  const to = sampleOf(Math.min(lengthMs, endOf(scanned) - placing.zero));
  const from = sampleOf(Math.max(0, Math.floor(firstAt ?? Infinity)));
  if (!(from < to)) return;
  film.sounds.push({
    open: async () => ({ input: { path, demuxer: 'matroska' }, release: () => rm(path, { force: true }) }),
    ...{ from, to, rate: 1, gainDb: 0 },
    startSeconds: (Math.max(0, Math.floor(firstAt ?? 0)) + LEAD_MS + LOOKAHEAD_MS) / 1000,
  });
}

/** In the order in which they were first recorded. */
function people(
  scanned: readonly ScannedTrack[],
  film: Parts,
  zero: number,
  names: ReadonlyMap<string, string>,
): PersonSpans[] {
  return [...Map.groupBy(scanned, ({ track }) => track.personId)].map(([id, own]) => ({
    id,
    name: names.get(id),
    there: joined(
      own.map((one) => ({ from: one.track.openedAtMs - zero, to: endOf(one) - zero })),
      PLACE_KEPT_MS,
    ),
    camera: film.cameras.get(id) ?? [],
  }));
}
