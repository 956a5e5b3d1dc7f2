import { join } from 'node:path';
import { sampleRange, writeExcerpt } from './bmff/excerpt.ts';
import type { SampleTable } from './film.ts';
import { localFilm } from './local.ts';
import { soundZero } from './plan/sound-plan.ts';
import type { Input } from './run.ts';
import type { FilmWork } from './work.ts';

export interface SoundInput {
  input: Input;
  stream: string;
  /** The film's time 0 on the input's own line, in seconds. */
  zeroSeconds: number;
}

/** Decoders settle, and containers are not cut to the sample. */
const MARGIN_SECONDS = 0.5;

/** What ffmpeg is given to decode the sound between these times (seconds of the film). */
export async function soundInput(work: FilmWork, from: number, to: number): Promise<SoundInput> {
  const { soundSamples: samples, sound, demuxer } = work.film;
  const zero = soundZero(work.film);
  if (samples) {
    const path = join(work.scratch, 'sound.mp4');
    const wanted = between(samples, zero + from, zero + to);
    const shift = await writeExcerpt(path, work.source, { kind: 'soun', table: samples, samples: wanted }, work.signal);
    return {
      input: { path, demuxer: 'mov', options: ['-copyts'] },
      stream: '0:a:0',
      zeroSeconds: zero + (shift - samples.shift) / samples.timescale,
    };
  }
  const path = await localFilm(work.source, work);
  const start = zero + from - 2 * MARGIN_SECONDS;
  const seek = from > 2 * MARGIN_SECONDS ? ['-seek_timestamp', '1', '-ss', start.toFixed(6)] : [];
  return {
    input: { path, demuxer, options: ['-copyts', ...seek] },
    stream: `0:${sound?.stream ?? 0}`,
    zeroSeconds: zero,
  };
}

function between(samples: SampleTable, from: number, to: number): number[] {
  const at = (i: number): number => ((samples.dts[i] ?? 0) + samples.shift) / samples.timescale;
  let first = 0;
  while (first + 1 < samples.dts.length && at(first + 1) < from - MARGIN_SECONDS) first++;
  let end = samples.dts.length;
  while (end > first + 1 && at(end - 1) > to + MARGIN_SECONDS) end--;
  return sampleRange(first, end);
}

/**
 * Filters that lay the sound on the film's own line: from its sample `from` up to `to` (of the rate given), with silence
 * before it begins, in its gaps and after its end.
 */
export function onFilmLine(zeroSeconds: number, sampleRate: number, from: number, to: number): string[] {
  return [
    `asetpts=PTS-(${zeroSeconds.toFixed(9)})/TB`,
    `aresample=${sampleRate}:async=1:first_pts=${from}`,
    `apad=whole_len=${to - from}`,
    `atrim=end_sample=${to - from}`,
  ];
}
