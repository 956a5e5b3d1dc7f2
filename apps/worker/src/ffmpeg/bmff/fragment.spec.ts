import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxes, find, view } from './boxes.ts';
import { mediaSegment, readFragment } from './fragment.ts';

const frame = (pts: number) => ({ pts, bytes: Uint8Array.of(pts % 251) });

/** Decode times and composition offsets as they stand in a segment. */
function timesOf(segment: Uint8Array): { start: number; rows: { duration: number; offset: number }[] } {
  const traf = find(segment, 'moof', 'traf')?.body ?? new Uint8Array(0);
  const tfdt = view(find(traf, 'tfdt')?.body ?? new Uint8Array(12));
  const trun = view(find(traf, 'trun')?.body ?? new Uint8Array(8));
  const rows = Array.from({ length: trun.getUint32(4) }, (_, i) => ({
    duration: trun.getUint32(16 + i * 12),
    offset: trun.getInt32(24 + i * 12),
  }));
  return { start: Number(tfdt.getBigUint64(4)), rows };
}

test('a segment begins at its first frame and lasts as planned, with B-frames or without', () => {
  const { start, rows } = timesOf(mediaSegment(3, 1000, 1600, [1000, 1300, 1100, 1200, 1500, 1400].map(frame)));
  expect(start).toBe(1000);
  expect(rows.reduce((sum, r) => sum + r.duration, 0)).toBe(600);
});

/** Any order in which a decoder may take frames: the first is shown first, each group is led by its last. */
const anyOrder = fc
  .tuple(
    fc.array(fc.integer({ min: 20, max: 9000 }), { minLength: 1, maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 }),
  )
  .map(([gaps, groups]) => {
    const shown: number[] = [5000];
    for (const gap of gaps) shown.push((shown.at(-1) ?? 0) + gap);
    const rest = shown.slice(1);
    const order = [5000];
    for (let i = 0, g = 0; i < rest.length; g++) {
      const size = Math.min(rest.length - i, 1 + (groups[g] ?? 0));
      const group = rest.slice(i, i + size);
      order.push(group.at(-1) ?? 0, ...group.slice(0, -1));
      i += size;
    }
    return { order, end: (shown.at(-1) ?? 0) + 3000 };
  });

test('no frame is decoded after it is shown, decode times rise, and every frame keeps its time and bytes', () => {
  fc.assert(
    fc.property(anyOrder, ({ order, end }) => {
      const segment = mediaSegment(0, 5000, end, order.map(frame));
      const { start, rows } = timesOf(segment);
      let decode = start;
      rows.forEach((r, i) => {
        expect(r.offset).toBeGreaterThanOrEqual(0);
        expect(r.duration).toBeGreaterThan(0);
        expect(decode + r.offset).toBe(order[i]);
        decode += r.duration;
      });
      expect(decode).toBe(end);
      const [moof, mdat] = [...boxes(segment)];
      expect(readFragment(moof?.body ?? new Uint8Array(0), mdat?.body ?? new Uint8Array(0))).toEqual(order.map(frame));
    }),
  );
});

test('a damaged film whose first frame is missing still fills its segment', () => {
  const { start, rows } = timesOf(mediaSegment(0, 1000, 1600, [1200, 1400].map(frame)));
  expect(start).toBe(1000);
  expect(rows).toEqual([
    { duration: 400, offset: 0 },
    { duration: 200, offset: 0 },
  ]);
});
