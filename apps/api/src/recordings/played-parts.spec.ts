import { describe, expect, test } from '@jest/globals';
import { playedParts } from './played-parts.ts';

describe('what was played', () => {
  test('past the end, backwards or nothing is no part', () => {
    const none = [
      { startMs: 60_000, endMs: 70_000 },
      { startMs: 5_000, endMs: 4_000 },
      { startMs: 5_000, endMs: 5_000 },
    ];
    expect(playedParts(none, 60_000)).toEqual([]);
  });

  test('is told to ten seconds and ends with the film', () => {
    expect(playedParts([{ startMs: 12_345, endMs: 17_000 }], 60_000)).toEqual([{ startMs: 10_000, endMs: 20_000 }]);
    expect(playedParts([{ startMs: 61_000, endMs: 64_000 }], 64_500)).toEqual([{ startMs: 60_000, endMs: 64_500 }]);
  });

  test('is joined where parts meet, in any order', () => {
    const ranges = [
      { startMs: 31_000, endMs: 35_000 },
      { startMs: 0, endMs: 5_000 },
      { startMs: 9_000, endMs: 21_000 },
    ];
    expect(playedParts(ranges, 60_000)).toEqual([{ startMs: 0, endMs: 40_000 }]);
  });
});
