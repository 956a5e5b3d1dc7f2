import type { Size } from './picture.ts';
import { TICKS } from './plan/types.ts';

/** What is to be hidden: an area of the upright picture, in shares of it, from its first position up to its last. */
export interface Cover {
  shape: 'rectangle' | 'ellipse';
  positions: readonly { atMs: number; x: number; y: number; width: number; height: number }[];
}

/** Pixels, even, within the picture. */
export type Boxes = { x: number; y: number; width: number; height: number }[];

/** An ellipse is covered by so many bars, one below the other. */
export const SLOTS = 24;
/** Around an area, in pixels: what a scaler carries over its edge. */
const PAD = 2;
/** Looks within a slice, besides its ends and the key positions in it. */
const LOOKS = 4;

interface Place {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
}

/** Boxes that hold the area wherever it is between these ticks of the film; none where it is not set then. */
export function coverBoxes(cover: Cover, seen: { from: number; to: number }, size: Size): Boxes {
  const places = placesIn(cover, (seen.from * 1000) / TICKS, (seen.to * 1000) / TICKS, size);
  if (places.length === 0) return [];
  if (cover.shape === 'rectangle') return [boxAround(places.map(sidesOf), size)];
  return barsOver(swept(places), size);
}

/** Where it is at the ends of this time, at each of its key positions within, and some times between. */
function placesIn({ positions }: Cover, fromMs: number, toMs: number, size: Size): Place[] {
  const [first, last] = [positions[0]?.atMs ?? 0, positions.at(-1)?.atMs ?? 0];
  const [from, to] = [Math.max(fromMs, first), Math.min(toMs, last)];
  if (from > to) return [];
  const looks = Array.from({ length: LOOKS + 1 }, (_, n) => from + ((to - from) * n) / LOOKS);
  const keys = positions.map(({ atMs }) => atMs).filter((atMs) => atMs > from && atMs < to);
  return [...new Set([...looks, ...keys])].toSorted((a, b) => a - b).map((ms) => placeAt(positions, ms, size));
}

function placeAt(positions: Cover['positions'], ms: number, { width, height }: Size): Place {
  const next = positions.findIndex(({ atMs }) => atMs >= ms);
  const [before, after] = [positions[Math.max(0, next - 1)], positions.at(next)];
  if (before === undefined || after === undefined) throw new RangeError('An area without a position.');
  const way = after.atMs === before.atMs ? 1 : (ms - before.atMs) / (after.atMs - before.atMs);
  const between = (side: 'x' | 'y' | 'width' | 'height'): number => before[side] + (after[side] - before[side]) * way;
  const [rx, ry] = [(between('width') * width) / 2, (between('height') * height) / 2];
  return { cx: between('x') * width + rx, cy: between('y') * height + ry, rx, ry };
}

interface Sides {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const sidesOf = ({ cx, cy, rx, ry }: Place): Sides => ({
  left: cx - rx,
  right: cx + rx,
  top: cy - ry,
  bottom: cy + ry,
});

const down = (pixels: number): number => Math.floor(pixels / 2) * 2;
const up = (pixels: number): number => Math.ceil(pixels / 2) * 2;

function boxAround(all: readonly Sides[], { width, height }: Size): Boxes[number] {
  const x = Math.max(0, down(Math.min(...all.map(({ left }) => left)) - PAD));
  const y = Math.max(0, down(Math.min(...all.map(({ top }) => top)) - PAD));
  const right = Math.min(width, up(Math.max(...all.map((one) => one.right)) + PAD));
  const bottom = Math.min(height, up(Math.max(...all.map((one) => one.bottom)) + PAD));
  return { x, y, width: Math.max(2, right - x), height: Math.max(2, bottom - y) };
}

/**
 * An ellipse that moves and grows in a straight line lies, at all times between two places, within the first of these made
 * larger: where the first is the circle of radius 1, by how far its middle moves, and by how much it grows.
 */
function swept(places: readonly Place[]): Place[] {
  return places.map((place, n) => {
    const next = places[n + 1] ?? place;
    const grows = Math.max(1, next.rx / place.rx, next.ry / place.ry);
    const factor = grows + Math.hypot((next.cx - place.cx) / place.rx, (next.cy - place.cy) / place.ry);
    return { ...place, rx: place.rx * factor + PAD, ry: place.ry * factor + PAD };
  });
}

/** Bars from the top of the highest to the bottom of the lowest, each as wide as anything that lies in it. */
function barsOver(places: readonly Place[], size: Size): Boxes {
  const top = Math.max(0, down(Math.min(...places.map(({ cy, ry }) => cy - ry))));
  const bottom = Math.min(size.height, up(Math.max(...places.map(({ cy, ry }) => cy + ry))));
  const high = Math.max(2, up((bottom - top) / SLOTS));
  const boxes: Boxes = [];
  for (let y = top; y < bottom; y += high) {
    const end = Math.min(bottom, y + high);
    const widths = places.flatMap((place) => widthIn(place, y, end));
    if (widths.length === 0) continue;
    const left = Math.max(0, down(Math.min(...widths.map((one) => one.left))));
    const right = Math.min(size.width, up(Math.max(...widths.map((one) => one.right))));
    if (right > left) boxes.push({ x: left, y, width: right - left, height: end - y });
  }
  return boxes;
}

/** The widest that an ellipse is between two heights. */
function widthIn({ cx, cy, rx, ry }: Place, top: number, bottom: number): { left: number; right: number }[] {
  const off = Math.max(0, top - cy, cy - bottom) / ry;
  if (off >= 1) return [];
  const half = rx * Math.sqrt(1 - off * off);
  return [{ left: cx - half, right: cx + half }];
}
