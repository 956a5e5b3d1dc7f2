import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import { FRAME_MS, type MovingPicture, SAMPLE_RATE, type SoundPart } from '../../ffmpeg/compose/types.ts';
import { type Lesson, lessonPath, lessonPiece } from './lesson.ts';
import type { PlayheadSpan } from './playhead-spans.ts';
import { frameOf, type PictureSpan } from './scenes.ts';

/** Where the lesson is paused it already shows what it stands at. */
const SAME_MS = 60;

interface Reading {
  storage: EncryptedStorage;
  scratch: string;
  signal: AbortSignal;
}

/** The lesson's picture along the playhead; its pictures are numbered from `first` on. */
export function lessonPictures(
  spans: readonly PlayheadSpan[],
  lessons: ReadonlyMap<string, Lesson>,
  first: number,
  { storage, scratch, signal }: Reading,
): { pictures: MovingPicture[]; shown: PictureSpan[] } {
  const pictures: MovingPicture[] = [];
  const shown: PictureSpan[] = [];
  let reached: { recordingId: string; atMs: number; to: number } | undefined;
  for (const { recordingId, from, to, atMs, rate } of spans) {
    const rendition = lessons.get(recordingId)?.picture;
    const [begin, end] = [frameOf(from), frameOf(to)];
    if (rendition === undefined || end <= begin) continue;
    const standsThere =
      rate === 0 &&
      reached?.recordingId === recordingId &&
      reached.to === begin &&
      Math.abs(reached.atMs - atMs) <= SAME_MS;
    const endMs = atMs + (to - from) * rate;
    reached = { recordingId, atMs: endMs, to: end };
    const [last, lastShown] = [pictures.at(-1), shown.at(-1)];
    if (standsThere && last && lastShown) {
      last.to = end;
      lastShown.to = to;
      continue;
    }
    const n = first + pictures.length;
    const startMs = atMs + (begin * FRAME_MS - from) * rate;
    pictures.push({
      open: () =>
        lessonPiece(
          storage,
          recordingId,
          rendition,
          { from: startMs, to: endMs },
          lessonPath(scratch, n, 'picture'),
          signal,
        ),
      ...{ from: begin, to: end, startSeconds: startMs / 1000, turn: 0 },
      rate: rate === 0 ? 1 : rate,
      frames: rate === 0 ? 1 : end - begin,
    });
    shown.push({ from, to, picture: n });
  }
  return { pictures, shown };
}

/** The lesson's sound where it played. */
export function lessonSounds(
  spans: readonly PlayheadSpan[],
  lessons: ReadonlyMap<string, Lesson>,
  { storage, scratch, signal }: Reading,
): SoundPart[] {
  return spans.flatMap(({ recordingId, from, to, atMs, rate }, n) => {
    const lesson = lessons.get(recordingId);
    const rendition = lesson?.sound;
    if (lesson === undefined || rendition === undefined || rate === 0) return [];
    const endMs = atMs + (to - from) * rate;
    const [begin, end] = [sampleOf(from), sampleOf(to)];
    if (end <= begin) return [];
    const open = () =>
      lessonPiece(storage, recordingId, rendition, { from: atMs, to: endMs }, lessonPath(scratch, n, 'sound'), signal);
    return [{ open, from: begin, to: end, startSeconds: atMs / 1000, rate, gainDb: lesson.gainDb }];
  });
}

export const sampleOf = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1000);
