import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bandsFor, barTop } from './bands.ts';
import { hitTest } from './hit.ts';
import { firstAt, LANES, layOut, type Mark } from './layout.ts';
import { toPx, wholeScale } from './scale.ts';

const marks: fc.Arbitrary<Mark[]> = fc
  .array(
    fc.record({ startMs: fc.nat(600_000), length: fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: null }) }),
    { maxLength: 300 },
  )
  .map((items) =>
    items
      .sort((a, b) => a.startMs - b.startMs)
      .map(({ startMs, length }, i) => ({
        id: `m${i}`,
        startMs,
        endMs: length === null ? null : startMs + length,
        kind: 'question' as const,
        private: false,
        done: false,
      })),
  );

const scale = wholeScale(660_000, 1100);
const perPx = 600;

describe('placing marks', () => {
  test('every comment has its marker once, however many lie together', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 5000 }), (items, msPerPx) => {
        const { markers } = layOut(items, msPerPx, 660_000);
        const placed = markers.flatMap((marker) => marker.marks.map((mark) => mark.id)).sort();
        expect(placed).toEqual(items.map((mark) => mark.id).sort());
      }),
    );
  });

  test('no two markers overlap, at whatever zoom', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 5000 }), (items, msPerPx) => {
        const { markers } = layOut(items, msPerPx, 660_000);
        markers.forEach((marker, i) => {
          const next = markers[i + 1];
          if (next) expect((next.atMs - marker.atMs) / msPerPx).toBeGreaterThanOrEqual(15.9);
        });
      }),
    );
  });

  test('at both ends of the recording a marker is whole', () => {
    const ends: Mark[] = [0, 660_000].map((startMs) => ({
      ...{ id: String(startMs), startMs, endMs: null },
      ...{ kind: 'question', private: false, done: false },
    }));
    const { markers } = layOut(ends, perPx, 660_000);
    expect(markers.map(({ atMs }) => toPx(scale, atMs))).toEqual([10, 1090]);
  });

  test('ranges in one lane never overlap', () => {
    fc.assert(
      fc.property(marks, (items) => {
        const { bars } = layOut(items, perPx, 660_000);
        for (let lane = 0; lane < LANES; lane += 1) {
          const inLane = bars.filter((bar) => bar.lane === lane);
          inLane.forEach((bar, i) => {
            const next = inLane[i + 1];
            if (next) expect(next.startMs).toBeGreaterThanOrEqual(bar.endMs);
          });
        }
      }),
    );
  });

  test('ten thousand comments become a few hundred markers', () => {
    const many: Mark[] = Array.from({ length: 10_000 }, (_, i) => ({
      id: String(i),
      startMs: i * 270,
      endMs: i % 3 === 0 ? i * 270 + 8000 : null,
      kind: 'compliment',
      private: false,
      done: false,
    }));
    const { markers, bars } = layOut(many, 2_700_000 / 1200, 2_700_000);
    expect(markers.length).toBeLessThanOrEqual(61);
    expect(bars.length).toBeLessThan(1000);
  });

  test('the first of a sorted list is found as a plain look finds it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.nat(110), (values, at) => {
        const sorted = [...values].sort((a, b) => a - b);
        const plain = sorted.findIndex((value) => value >= at);
        expect(firstAt(sorted, (value) => value, at)).toBe(plain < 0 ? sorted.length : plain);
      }),
    );
  });
});

describe('what lies under a point', () => {
  const bands = bandsFor({ compact: false, wave: true });
  const [item]: Mark[] = [{ id: 'r', startMs: 120_000, endMs: 240_000, kind: 'question', private: false, done: false }];
  const layout = layOut(item ? [item] : [], perPx, 660_000);
  const barY = barTop(bands, 0) + 3;
  const at = (ms: number, y: number, mine = true) =>
    hitTest(layout, scale, bands, toPx(scale, ms), y, 'mouse', () => mine);

  test("another person's range has no ends to drag", () => {
    expect(at(120_000, barY, false)?.what).toBe('bar');
  });

  test('the ends of an own range, its middle, its marker, and nothing', () => {
    expect(at(120_000, barY)).toMatchObject({ what: 'edge', edge: 'start' });
    expect(at(240_000, barY)).toMatchObject({ what: 'edge', edge: 'end' });
    expect(at(180_000, barY)?.what).toBe('bar');
    expect(at(120_000, bands.markers.top + 5)?.what).toBe('marker');
    expect(at(400_000, barY)).toBeNull();
    expect(at(120_000, bands.wave.top + 2)).toBeNull();
  });
});
