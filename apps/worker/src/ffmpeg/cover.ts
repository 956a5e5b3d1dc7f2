import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameRange } from './chunk-input.ts';
import { type Boxes, coverBoxes, type Cover, SLOTS } from './cover-boxes.ts';
import type { FrameTable } from './film.ts';
import type { Size } from './picture.ts';
import { TICKS } from './plan/types.ts';

/** A stretch of film time over which the same boxes stand. */
export interface Slice {
  /** From here on, in ticks of the film, up to where the next one begins. */
  from: number;
  /** What is to be hidden at any time within these is covered. */
  seen: { from: number; to: number };
}

const at = (frames: FrameTable, i: number): number => frames.at[Math.max(0, i)] ?? frames.end;

/**
 * A slice a frame; each covers what is to be hidden from one frame before it up to one after it has gone. The last one may
 * stay on while the sound goes on.
 */
export function frameSlices(frames: FrameTable, { from, to }: FrameRange): Slice[] {
  return Array.from({ length: to - from }, (_, n) => {
    const i = from + n;
    const begins = (at(frames, i - 1) + at(frames, i)) / 2;
    const gone = i + 1 < frames.at.length ? at(frames, i + 2) : Infinity;
    return { from: begins, seen: { from: at(frames, i - 1), to: gone } };
  });
}

/**
 * Where it is not known which frames come out: slices of even length, each with what is hidden a good while around it, and
 * for as long as any frame that begins by then still stands.
 */
export function evenSlices(frames: FrameTable, length: number): Slice[] {
  const count = Math.max(1, Math.ceil(frames.end / length));
  let next = 0;
  return Array.from({ length: count }, (_, n) => {
    const to = (n + 1.5) * length;
    while (next < frames.at.length && at(frames, next) <= to) next++;
    const stands = next < frames.at.length ? Math.max(to, at(frames, next)) : Infinity;
    return { from: n * length, seen: { from: (n - 0.5) * length, to: n + 1 < count ? stands : Infinity } };
  });
}

export interface Covering {
  /** Whose folder the commands go to. */
  scratch: string;
  covers: readonly Cover[];
  slices: readonly Slice[];
  size: Size;
  /** The filters' own time, in seconds, of a tick of the film. */
  secondsAt: (tick: number) => number;
}

/** Outside of every picture: the filter takes no box of no size. */
const NOWHERE = { x: -16, y: -16, width: 8, height: 8 };
const FILE = 'covers.txt';
const LAST_SECOND = 999_999;

/**
 * Filters that fill with black what is to be hidden. Where it lies in each frame is computed here to the pixel, not by
 * ffmpeg's own expressions: its boxes are moved by commands, each from the time on at which a slice begins.
 */
export async function coverFilters({ scratch, covers, slices, size, secondsAt }: Covering): Promise<string[]> {
  const drawn = covers
    .map((cover) => slices.map(({ seen }) => coverBoxes(cover, seen, size)))
    .filter((boxes) => boxes.some((one) => one.length > 0));
  if (drawn.length === 0) return [];
  const names = drawn.map((_, n) => Array.from({ length: SLOTS }, (__, slot) => `drawbox@c${n}s${slot}`));
  const used = drawn.map((boxes) => Math.max(...boxes.map((one) => one.length)));

  const lines = drawn.flatMap((boxes, n) => {
    const changes = boxes.flatMap((now, i) => (i === 0 || !same(now, boxes[i - 1]) ? [{ now, i }] : []));
    return changes.map(({ now, i }, c) => {
      const begins = i === 0 ? 0 : Math.max(0, secondsAt(slices[i]?.from ?? 0));
      const next = changes[c + 1];
      const ends = next === undefined ? LAST_SECOND : Math.max(0, secondsAt(slices[next.i]?.from ?? 0));
      const commands = (names[n] ?? []).slice(0, used[n]).flatMap((name, slot) => moves(name, now[slot] ?? NOWHERE));
      return `${begins.toFixed(6)}-${ends.toFixed(6)} ${commands.join(', ')};\n`;
    });
  });
  await writeFile(join(scratch, FILE), lines.join(''), { mode: 0o644 });
  const boxes = drawn.flatMap((all, n) =>
    (names[n] ?? []).slice(0, used[n]).map((name, slot) => {
      const { x, y, width, height } = all[0]?.[slot] ?? NOWHERE;
      return `${name}=x=${x}:y=${y}:w=${width}:h=${height}:color=black:t=fill`;
    }),
  );
  return [`sendcmd=f=${FILE}`, ...boxes];
}

const moves = (name: string, { x, y, width, height }: Boxes[number]): string[] =>
  Object.entries({ x, y, w: width, h: height }).map(([side, value]) => `[enter] ${name} ${side} ${value}`);

const same = (one: Boxes, other: Boxes | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Ticks of a whole film, as ticks of a part of it that begins `zero` ticks later. */
export const coversFrom = (covers: readonly Cover[], zero: number): Cover[] =>
  covers.map((cover) => ({
    ...cover,
    positions: cover.positions.map((position) => ({ ...position, atMs: position.atMs - (zero * 1000) / TICKS })),
  }));
