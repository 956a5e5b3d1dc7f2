import type { Box, HiddenArea, HiddenList, KeyPosition } from '@lesblik/shared/hiding';

const LEAST = 0.02;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** Whole in the picture, and large enough to be taken hold of. */
export function fitting({ x, y, width, height }: Box): Box {
  const [w, h] = [clamp(width, LEAST, 1), clamp(height, LEAST, 1)];
  return {
    x: rounded(clamp(x, 0, 1 - w)),
    y: rounded(clamp(y, 0, 1 - h)),
    width: rounded(w),
    height: rounded(h),
  };
}

/** A new area: from this moment to the end, so that nothing is bare by having been forgotten. */
export function newArea(shape: HiddenArea['shape'], box: Box, atMs: number, durationMs: number): HiddenArea {
  const first = { atMs, ...fitting(box) };
  return { shape, positions: durationMs > atMs ? [first, { ...first, atMs: durationMs }] : [first] };
}

const inOrder = (positions: readonly KeyPosition[]): KeyPosition[] => positions.toSorted((a, b) => a.atMs - b.atMs);

/** Puts the area there at this moment: a key position, which is made where there is none. */
export function placed(area: HiddenArea, atMs: number, box: Box): HiddenArea {
  const others = area.positions.filter((position) => position.atMs !== atMs);
  const last = area.positions.at(-1);
  // The place where it stays to the end is where it was put last.
  const stays = last !== undefined && last.atMs > atMs && area.positions.at(-2) !== undefined;
  const before = stays ? area.positions.findLast((position) => position.atMs < last.atMs) : undefined;
  const follows = before !== undefined && last !== undefined && before.atMs <= atMs && sameBox(before, last);
  const kept = follows && last !== undefined ? others.filter(({ atMs: ms }) => ms !== last.atMs) : others;
  const put = { atMs, ...fitting(box) };
  return { ...area, positions: inOrder([...kept, put, ...(follows && last ? [{ ...put, atMs: last.atMs }] : [])]) };
}

const sameBox = (one: Box, other: Box): boolean =>
  (['x', 'y', 'width', 'height'] as const).every((side) => one[side] === other[side]);

/** From this moment on, not before; null where nothing of it would be left. */
export function begun(area: HiddenArea, atMs: number, box: Box): HiddenArea | null {
  const later = area.positions.filter((position) => position.atMs > atMs);
  const wasLater = (area.positions[0]?.atMs ?? 0) > atMs;
  if (later.length === 0) return null;
  return { ...area, positions: [{ atMs, ...fitting(box) }, ...(wasLater ? area.positions : later)] };
}

/** Up to and including this moment; null where nothing of it would be left. */
export function ended(area: HiddenArea, atMs: number, box: Box): HiddenArea | null {
  const earlier = area.positions.filter((position) => position.atMs < atMs);
  if (earlier.length === 0) return null;
  return { ...area, positions: [...earlier, { atMs, ...fitting(box) }] };
}

export const without = (area: HiddenArea, atMs: number): HiddenArea => ({
  ...area,
  positions: area.positions.filter((position) => position.atMs !== atMs),
});

export const changed = (list: HiddenList, n: number, area: HiddenArea): HiddenList => ({
  ...list,
  areas: list.areas.map((one, i) => (i === n ? area : one)),
});

export const isSame = (one: HiddenList, other: HiddenList): boolean => JSON.stringify(one) === JSON.stringify(other);
