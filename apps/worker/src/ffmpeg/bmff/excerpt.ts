import { open } from 'node:fs/promises';
import type { SampleTable } from '../film.ts';
import type { FilmSource } from '../source.ts';
import { box, concat, fullBox, u16, u32, u64 } from './boxes.ts';

/** Samples `from` up to, not including, `to`, in decode order. */
export interface SampleRange {
  from: number;
  to: number;
}

export interface ByteRun {
  start: number;
  end: number;
}

/** Gaps up to this (other tracks' bytes) are read along: one longer request beats two. */
const READ_ALONG = 128 * 1024;
/** No single request larger than this, to keep memory flat. */
const PIECE = 4 * 2 ** 20;

/** The ranges of the original that these samples need, in the film's order. */
export function byteRuns(table: SampleTable, { from, to }: SampleRange, readAlong = READ_ALONG): ByteRun[] {
  const order = Array.from({ length: to - from }, (_, i) => from + i).sort(
    (a, b) => offset(table, a) - offset(table, b),
  );
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

/**
 * Writes a small MP4 with one track holding just these samples, so that a step reads only its own bytes of a large film
 * and ffmpeg starts exactly at the first of them: no seeking, no edits. Answers what to add to a sample's `pts` to get its
 * tick in the excerpt.
 */
export async function writeExcerpt(
  path: string,
  kind: 'vide' | 'soun',
  source: FilmSource,
  table: SampleTable,
  range: SampleRange,
  signal?: AbortSignal,
): Promise<number> {
  const runs = byteRuns(table, range);
  const bytes = runs.reduce((sum, r) => sum + r.end - r.start, 0);
  const { head, shift } = excerptHead(kind, table, range, runs, bytes);
  const file = await open(path, 'w');
  try {
    await file.write(head);
    for (const run of runs) {
      for (let at = run.start; at < run.end; at += PIECE) {
        await file.write(await source.read(at, Math.min(PIECE, run.end - at), signal));
      }
    }
  } finally {
    await file.close();
  }
  return shift;
}

/** ISO 14496-12's unity matrix: neither turned nor moved. */
const unity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function excerptHead(
  kind: 'vide' | 'soun',
  table: SampleTable,
  { from, to }: SampleRange,
  runs: ByteRun[],
  bytes: number,
): { head: Uint8Array; shift: number } {
  const n = to - from;
  const firstDts = table.dts[from] ?? 0;
  const dts = (i: number): number => (i < table.dts.length ? (table.dts[i] ?? 0) : table.endDts);
  // Kept non-negative: ffmpeg moves a whole track whose composition offsets are not.
  let least = 0;
  for (let i = from; i < to; i++) least = Math.min(least, (table.pts[i] ?? 0) - dts(i));

  const durations: number[] = [];
  const compositions: number[] = [];
  const keys: number[] = [];
  const sizes: number[] = [];
  for (let i = from; i < to; i++) {
    durations.push(1, dts(i + 1) - dts(i));
    compositions.push(1, (table.pts[i] ?? 0) - dts(i) - least);
    if (table.key[i]) keys.push(i - from + 1);
    sizes.push(table.size[i] ?? 0);
  }
  const mdatHeader = 16;
  const build = (mdatAt: number): Uint8Array => {
    const places = relocate(table, { from, to }, runs, mdatAt + mdatHeader);
    const stbl = box(
      'stbl',
      table.description,
      fullBox('stts', 0, 0, u32(n, ...durations)),
      fullBox('ctts', 0, 0, u32(n, ...compositions)),
      fullBox('stss', 0, 0, u32(keys.length, ...keys)),
      fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
      fullBox('stsz', 0, 0, u32(0, n, ...sizes)),
      fullBox('co64', 0, 0, u32(n), concat(places.map(u64))),
    );
    const media = kind === 'vide' ? fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, 0, u16(0, 0));
    const dinf = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
    const duration = dts(to) - firstDts;
    const mdia = box(
      'mdia',
      fullBox('mdhd', 1, 0, u64(0), u64(0), u32(table.timescale), u64(duration), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), kind, u32(0, 0, 0), [0]),
      box('minf', media, dinf, stbl),
    );
    const tkhd = fullBox(
      'tkhd',
      1,
      3,
      u64(0),
      u64(0),
      u32(1, 0),
      u64(duration),
      u32(0, 0),
      u16(0, 0, 0x100, 0),
      unity,
      u32(0, 0),
    );
    const mvhd = fullBox(
      'mvhd',
      1,
      0,
      u64(0),
      u64(0),
      u32(table.timescale),
      u64(duration),
      u32(0x10000),
      u16(0x100, 0),
      u32(0, 0),
      unity,
      u32(0, 0, 0, 0, 0, 0, 2),
    );
    return concat([table.brand, box('moov', mvhd, box('trak', tkhd, mdia))]);
  };
  // co64 has a fixed width: the index is as long with the right places as with any.
  const length = build(0).length;
  return { head: concat([build(length), u32(1), 'mdat', u64(bytes + mdatHeader)]), shift: -firstDts - least };
}

function relocate(table: SampleTable, { from, to }: SampleRange, runs: ByteRun[], base: number): number[] {
  const starts: number[] = [];
  let at = base;
  for (const run of runs) {
    starts.push(at);
    at += run.end - run.start;
  }
  const places: number[] = [];
  for (let i = from; i < to; i++) {
    const wanted = offset(table, i);
    let low = 0;
    for (let high = runs.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if ((runs[middle]?.start ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    places.push((starts[low] ?? 0) + wanted - (runs[low]?.start ?? 0));
  }
  return places;
}
