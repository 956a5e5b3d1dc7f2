import { join } from 'node:path';
import { sampleRange, writeExcerpt } from './bmff/excerpt.ts';
import type { FrameTable, SampleTable } from './film.ts';
import { localFilm } from './local.ts';
import { frameAt } from './plan/segments.ts';
import { TICKS } from './plan/types.ts';
import type { Input } from './run.ts';
import type { FilmWork } from './work.ts';

/** Frames `from` up to, not including, `to`, in the order in which they are shown. */
export interface FrameRange {
  from: number;
  to: number;
}

export interface PictureInput {
  input: Input;
  /** ffmpeg's stream specifier of the picture within it. */
  stream: string;
  /** Seconds on the input's own time line at which the film's first frame lies (perhaps before the excerpt begins). */
  zeroSeconds: number;
}

export interface Hints {
  threads: number;
  /** How many key frames further back than needed to begin: where a first attempt missed its first frame. */
  stepsBack: number;
}

/** What ffmpeg is given to decode these frames, and only these as far as the container allows. */
export async function pictureInput(
  work: FilmWork,
  frames: FrameTable,
  range: FrameRange,
  hints: Hints,
): Promise<PictureInput> {
  const decode = ['-noautorotate', '-copyts', '-threads', String(hints.threads)];
  const { videoSamples: samples, demuxer, video } = work.film;
  if (samples && frames.sample) {
    const { from, to } = neededSamples(samples, frames.sample, range, hints.stepsBack);
    const path = join(work.scratch, 'picture.mp4');
    const shift = await writeExcerpt(
      path,
      work.source,
      { kind: 'vide', table: samples, samples: sampleRange(from, to) },
      work.signal,
    );
    const zero = ((samples.pts[frames.sample[0] ?? 0] ?? 0) + shift) / samples.timescale;
    return { input: { path, demuxer: 'mov', options: decode }, stream: '0:v:0', zeroSeconds: zero };
  }
  const path = await localFilm(work.source, work);
  const seek = seekSeconds(frames, range.from, hints.stepsBack);
  const options =
    seek === undefined
      ? decode
      : [...decode, '-seek_timestamp', '1', '-noaccurate_seek', '-ss', (frames.zeroSeconds + seek).toFixed(6)];
  return { input: { path, demuxer, options }, stream: `0:${video?.stream ?? 0}`, zeroSeconds: frames.zeroSeconds };
}

/**
 * From the last key frame that is decoded before, and shown no later than, all of the frames. (A key frame's leading
 * pictures cannot be decoded from it, but they are shown before it, so never needed.)
 */
function neededSamples(samples: SampleTable, order: Uint32Array, range: FrameRange, stepsBack: number): FrameRange {
  let first = Infinity;
  let last = 0;
  for (let i = range.from; i < range.to; i++) {
    first = Math.min(first, order[i] ?? 0);
    last = Math.max(last, order[i] ?? 0);
  }
  const shown = samples.pts[order[range.from] ?? 0] ?? 0;
  let from = first;
  for (let left = stepsBack; from > 0; from--) {
    if (samples.key[from] && (samples.pts[from] ?? 0) <= shown && left-- === 0) break;
  }
  return { from, to: last + 1 };
}

/** MPEG streams are searched by byte: one lands up to this far from where one asked. */
const SLACK_SECONDS = 1;

function seekSeconds(frames: FrameTable, from: number, stepsBack: number): number | undefined {
  let i = from;
  for (let left = stepsBack; i > 0; i--) {
    if (frames.key[i] && left-- === 0) break;
  }
  const at = (frames.at[i] ?? 0) / TICKS - SLACK_SECONDS;
  return at <= 0 ? undefined : at;
}

/** Seconds (from the first frame) half-way between the frame before and this one: safe from any rounding. */
export function before(frames: FrameTable, i: number): number {
  const at = frames.at[i] ?? frames.end;
  return ((frames.at[i - 1] ?? at - 2) + at) / 2 / TICKS;
}

export const rangeOf = (frames: FrameTable, start: number, end: number): FrameRange => ({
  from: frameAt(frames, start),
  to: frameAt(frames, end),
});
