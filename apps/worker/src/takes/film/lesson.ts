import { join } from 'node:path';
import { open, rm } from 'node:fs/promises';
import { objectNames } from '@lesblik/server/media/object-names';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Problem, type ProblemCode } from '@lesblik/shared/problems';
import type { Prepared } from '../../ffmpeg/compose/types.ts';

export interface StoredRendition {
  name: string;
  kind: string;
  width: number | null;
  height: number | null;
  timescale: number;
  segmentTicks: number[];
}

/** A lesson that the film may show: its stored renditions, all whole. */
export interface Lesson {
  recordingId: string;
  durationMs: number;
  gainDb: number;
  picture: StoredRendition | undefined;
  sound: StoredRendition | undefined;
}

/** Enough for the place where it is shown (layout.ts); more would only be read and thrown away. */
const SHORT_SIDE = 480;

/** Of a lesson's renditions the smallest that is large enough, else the largest. */
export function pictureFor(renditions: readonly StoredRendition[]): StoredRendition | undefined {
  const side = ({ width, height }: StoredRendition): number => Math.min(width ?? 0, height ?? 0);
  const pictures = renditions.filter(({ kind }) => kind === 'video').toSorted((a, b) => side(a) - side(b));
  return pictures.find((rendition) => side(rendition) >= SHORT_SIDE) ?? pictures.at(-1);
}

/** A lesson that was deleted while the film is made is no part of it any more. */
const gone: readonly ProblemCode[] = ['object_missing', 'key_missing'];

/** The segments that hold `from` to `to` (milliseconds of the lesson), as a file that keeps the lesson's own times. */
export async function lessonPiece(
  storage: EncryptedStorage,
  recordingId: string,
  rendition: StoredRendition,
  { from, to }: { from: number; to: number },
  path: string,
  signal: AbortSignal,
): Promise<Prepared | undefined> {
  const file = await open(path, 'w');
  try {
    await file.write(await storage.readBytes({ recordingId, name: objectNames.init(rendition.name) }));
    for (const n of segmentsBetween(rendition, from, to)) {
      signal.throwIfAborted();
      await file.write(await storage.readBytes({ recordingId, name: objectNames.segment(rendition.name, n) }));
    }
  } catch (error) {
    if (error instanceof Problem && gone.includes(error.code)) return undefined;
    throw error;
  } finally {
    await file.close();
  }
  return { input: { path, demuxer: 'mov' }, release: () => rm(path, { force: true }) };
}

/** The last one too where `from` lies at the very end: what stands there is its last frame. */
export function segmentsBetween({ timescale, segmentTicks }: StoredRendition, from: number, to: number): number[] {
  const numbers: number[] = [];
  let start = 0;
  for (const [n, ticks] of segmentTicks.entries()) {
    const end = start + (ticks * 1000) / timescale;
    if ((start <= to && end > from) || (n === segmentTicks.length - 1 && numbers.length === 0)) numbers.push(n);
    start = end;
  }
  return numbers;
}

export const lessonPath = (scratch: string, n: number, of: string): string => join(scratch, `lesson-${n}.${of}.mp4`);
