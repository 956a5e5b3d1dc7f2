import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxAt } from '@lesblik/shared/hidden-area';
import { type Boxes, coverBoxes, type Cover } from './cover-boxes.ts';

const size = { width: 854, height: 480 };
const ticks = (ms: number) => ms * 90;

/** Even over all of it: doubles of themselves are nearly all next to nothing. */
const share = (min: number, max: number) => fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => n / 1000);

const cover = fc
  .record({
    shape: fc.constantFrom('rectangle' as const, 'ellipse' as const),
    times: fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 6 }),
    boxes: fc.array(
      fc.record({
        x: share(0, 1),
        y: share(0, 1),
        width: share(0.005, 0.4),
        height: share(0.005, 0.4),
      }),
      { minLength: 6, maxLength: 6 },
    ),
  })
  .map(({ shape, times, boxes }): Cover => {
    const inOrder = times.toSorted((a, b) => a - b);
    return { shape, positions: inOrder.map((atMs, n) => ({ atMs, ...(boxes[n] ?? boxes[0]!) })) };
  });

const covered = (boxes: Boxes, x: number, y: number) =>
  boxes.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);

/** Every pixel whose middle lies in the area, as the contract says where it is then. */
function pixelsOf(one: Cover, ms: number): [number, number][] {
  const box = boxAt({ ...one, positions: [...one.positions] }, ms);
  if (box === null) return [];
  const found: [number, number][] = [];
  const [left, top] = [box.x * size.width, box.y * size.height];
  const [width, height] = [box.width * size.width, box.height * size.height];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(size.height, top + height); y += 3)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(size.width, left + width); x += 3) {
      const [dx, dy] = [(x + 0.5 - left - width / 2) / (width / 2), (y + 0.5 - top - height / 2) / (height / 2)];
      const inside = one.shape === 'ellipse' ? dx * dx + dy * dy <= 1 : Math.abs(dx) <= 1 && Math.abs(dy) <= 1;
      if (inside) found.push([x, y]);
    }
  return found;
}

describe('what is covered', () => {
  test('holds every pixel of the area, at any time of a frame and of those beside it, however it moves', () => {
    fc.assert(
      fc.property(
        cover,
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        share(0, 1),
        (one, from, length, part) => {
          const boxes = coverBoxes(one, { from: ticks(from), to: ticks(from + length) }, size);
          const bare = pixelsOf(one, from + length * part).filter(([x, y]) => !covered(boxes, x, y));
          expect(bare).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('lies within the picture, on whole pairs of pixels, because of the colours', () => {
    fc.assert(
      fc.property(cover, fc.integer({ min: 0, max: 3000 }), (one, from) => {
        for (const { x, y, width, height } of coverBoxes(one, { from: ticks(from), to: ticks(from + 120) }, size)) {
          expect([x % 2, y % 2, width % 2, height % 2]).toEqual([0, 0, 0, 0]);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(size.width);
          expect(y + height).toBeLessThanOrEqual(size.height);
          expect(Math.min(width, height)).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('is little more than the area where it stands still', () => {
    const [square] = coverBoxes(
      { shape: 'rectangle', positions: [0, 9000].map((atMs) => ({ atMs, x: 0.5, y: 0.5, width: 0.1, height: 0.1 })) },
      { from: ticks(100), to: ticks(200) },
      size,
    );
    expect(square).toEqual({ x: 424, y: 238, width: 92, height: 52 });
  });

  test('is nothing before the first position and after the last', () => {
    const one: Cover = { shape: 'ellipse', positions: [{ atMs: 1000, x: 0, y: 0, width: 1, height: 1 }] };
    expect(coverBoxes(one, { from: ticks(0), to: ticks(999) }, size)).toEqual([]);
    expect(coverBoxes(one, { from: ticks(1001), to: ticks(3000) }, size)).toEqual([]);
    expect(coverBoxes(one, { from: ticks(900), to: ticks(1100) }, size).length).toBeGreaterThan(10);
  });
});
