import { describe, expect, test } from '@jest/globals';
import { pointsOf } from './chart.ts';

const rated = (as: 'coachee' | 'coach', day: number, value = 0) => ({
  as,
  value,
  at: new Date(Date.UTC(2026, 8, day)).toISOString(),
});

describe('where a rating is drawn', () => {
  test('by time, on one scale for both', () => {
    const ratings = [rated('coachee', 1, -2), rated('coach', 11, -1), rated('coachee', 21, 2)];
    expect(pointsOf(ratings, 'coachee')).toEqual([
      { x: 4, value: -2 },
      { x: 96, value: 2 },
    ]);
    expect(pointsOf(ratings, 'coach')).toEqual([{ x: 50, value: -1 }]);
  });

  test('a single one stands in the middle, and of nobody there is nothing', () => {
    expect(pointsOf([rated('coach', 1, 1)], 'coach')).toEqual([{ x: 50, value: 1 }]);
    expect(pointsOf([rated('coach', 1, 1)], 'coachee')).toEqual([]);
    expect(pointsOf([], 'coach')).toEqual([]);
  });

  test('those of one day are seen apart, in their order, within the picture', () => {
    const day = (n: number) => Array.from({ length: 30 }, () => rated('coachee', n));
    const many = [...day(1), ...day(30)];
    for (const count of [3, 31, 60]) {
      const xs = pointsOf(many.slice(0, count), 'coachee').map(({ x }) => x);
      expect(xs).toHaveLength(count);
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(4 - 1e-9);
      expect(Math.max(...xs)).toBeLessThanOrEqual(96 + 1e-9);
      for (let n = 1; n < xs.length; n++) expect((xs[n] ?? 0) - (xs[n - 1] ?? 0)).toBeGreaterThan(1);
    }
  });
});
