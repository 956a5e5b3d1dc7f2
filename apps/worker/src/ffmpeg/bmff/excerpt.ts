import { open } from 'node:fs/promises';
import type { SampleTable } from '../film.ts';
import type { FilmSource } from '../source.ts';
import { concat, fullBox, u32, u64, words } from './boxes.ts';
import { movieBox } from './movie.ts';

interface ByteRun {
  start: number;
  end: number;
}

/** Gaps up to this (other tracks' bytes) are read along: one longer request beats two. */
const READ_ALONG = 128 * 1024;
/** No more than this in memory. */
const BATCH = 8 * 2 ** 20;
const MOST_AT_ONCE = 1_000;

/** The ranges of the original that these samples need, in the film's order. */
function byteRuns(table: SampleTable, samples: readonly number[], readAlong = READ_ALONG): ByteRun[] {
  const order = samples.toSorted((a, b) => offset(table, a) - offset(table, b));
  const runs: ByteRun[] = [];
  for (const i of order) {
    const start = offset(table, i);
    const end = start + (table.size[i] ?? 0);
    const last = runs.at(-1);
    if (last && start - last.end <= readAlong) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

const offset = (table: SampleTable, i: number): number => table.offset[i] ?? 0;

/** Samples `from` up to, not including, `to`. */
export const sampleRange = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** The bytes of each of these samples, in their order. */
export async function readSampleBytes(
  source: FilmSource,
  table: SampleTable,
  samples: readonly number[],
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const runs = byteRuns(table, samples);
  const bytes = await Promise.all(runs.map((run) => source.read(run.start, run.end - run.start, signal)));
  return samples.map((i) => {
    const r = runAt(runs, offset(table, i));
    const at = offset(table, i) - (runs[r]?.start ?? 0);
    return (bytes[r] ?? new Uint8Array(0)).subarray(at, at + (table.size[i] ?? 0));
  });
}

/** The last run that starts at or before this place. */
function runAt(runs: readonly ByteRun[], place: number): number {
  let low = 0;
  for (let high = runs.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Excerpt {
  kind: 'vide' | 'soun';
  table: SampleTable;
  /** In decode order. */
  samples: readonly number[];
}

/**
 * Writes a small MP4 with one track holding just these samples, so that a step reads only its own bytes of a large film and
 * ffmpeg starts exactly at the first of them: no seeking, no edits. Answers what to add to a sample's `pts` to get its tick
 * in the excerpt.
 */
export async function writeExcerpt(
  path: string,
  source: FilmSource,
  excerpt: Excerpt,
  signal?: AbortSignal,
): Promise<number> {
  const { table, samples } = excerpt;
  const { head, shift } = excerptHead(excerpt);
  const file = await open(path, 'w');
  try {
    await file.write(head);
    for (const batch of batches(table, samples)) {
      await file.writev(await readSampleBytes(source, table, batch, signal));
    }
  } finally {
    await file.close();
  }
  return shift;
}

/** What is read along between samples counts too. */
function* batches(table: SampleTable, samples: readonly number[]): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  let end = 0;
  for (const i of samples) {
    const gap = offset(table, i) - end;
    bytes += (table.size[i] ?? 0) + (gap > 0 && gap <= READ_ALONG ? gap : 0);
    end = offset(table, i) + (table.size[i] ?? 0);
    batch.push(i);
    if (bytes < BATCH && batch.length < MOST_AT_ONCE) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function excerptHead({ kind, table, samples }: Excerpt): { head: Uint8Array; shift: number } {
  const n = samples.length;
  const dts = (i: number): number => (i < table.dts.length ? (table.dts[i] ?? 0) : table.endDts);
  const firstDts = dts(samples[0] ?? 0);
  const endDts = dts((samples.at(-1) ?? 0) + 1);
  // Kept non-negative: ffmpeg moves a whole track whose composition offsets are not.
  const least = samples.reduce((low, i) => Math.min(low, (table.pts[i] ?? 0) - dts(i)), 0);
  const durations = samples.map((i, k) => (k + 1 < n ? dts(samples[k + 1] ?? 0) : endDts) - dts(i));
  const compositions = samples.map((i) => (table.pts[i] ?? 0) - dts(i) - least);
  const keys = samples.flatMap((i, k) => (table.key[i] ? [k + 1] : []));
  const sizes = samples.map((i) => table.size[i] ?? 0);

  const mdatHeader = 16;
  const build = (mdatAt: number): Uint8Array => {
    const tables = [
      table.description,
      runLengths('stts', durations),
      runLengths('ctts', compositions),
      fullBox('stss', 0, 0, u32(keys.length), words(keys)),
      fullBox('stsc', 0, 0, u32(1, 1, n, 1)),
      fullBox('stsz', 0, 0, u32(0, n), words(sizes)),
      fullBox('stco', 0, 0, u32(1, mdatAt + mdatHeader)),
    ];
    return concat([table.brand, movieBox({ kind, timescale: table.timescale, duration: endDts - firstDts, tables })]);
  };
  const length = build(0).length;
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { head: concat([build(length), u32(1), 'mdat', u64(bytes + mdatHeader)]), shift: -firstDts - least };
}

/** A table of pairs: how many samples in a row have this value. */
function runLengths(type: string, values: readonly number[]): Uint8Array {
  const pairs: number[] = [];
  for (const value of values) {
    const last = pairs.length - 1;
    if (last > 0 && pairs[last] === value) pairs[last - 1] = (pairs[last - 1] ?? 0) + 1;
    else pairs.push(1, value);
  }
  return fullBox(type, 0, 0, u32(pairs.length / 2), words(pairs));
}
