import { describe, expect, test } from '@jest/globals';
import { slotsFor, threadsFor } from './slots.ts';

describe('slots', () => {
  test('are one a processor, each of one thread', () => {
    expect(slotsFor(1, 0, 2)).toEqual({ pieces: 2, threads: 1 });
    expect(slotsFor(1, 0, 1)).toEqual({ pieces: 1, threads: 1 });
    expect(slotsFor(2, 0, 4)).toEqual({ pieces: 8, threads: 1 });
  });

  test('are fewer where each encoder may use more threads, but never none', () => {
    expect(slotsFor(1, 4, 8)).toEqual({ pieces: 2, threads: 4 });
    expect(slotsFor(1, 4, 2)).toEqual({ pieces: 1, threads: 4 });
  });

  test('that a film of few pieces leaves empty give their threads to those it has', () => {
    const slots = slotsFor(1, 0, 8);
    expect(threadsFor(slots, 1)).toBe(8);
    expect(threadsFor(slots, 3)).toBe(2);
    expect(threadsFor(slots, 12)).toBe(1);
  });
});
