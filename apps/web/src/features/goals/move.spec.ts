import { describe, expect, test } from '@jest/globals';
import { move, placeAt } from './move.ts';

describe('moving a goal', () => {
  test('up, down and not at all', () => {
    expect(move(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(move(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(move(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c']);
  });

  test('stays within the list', () => {
    expect(move(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
    expect(move(['a', 'b'], 1, -3)).toEqual(['b', 'a']);
    expect(move(['a', 'b'], 7, 0)).toEqual(['a', 'b']);
  });
});

test('a dragged goal goes past those whose middle it has passed', () => {
  const middles = [50, 150, 250];
  expect(placeAt(middles, 0, 60)).toBe(0);
  expect(placeAt(middles, 0, 160)).toBe(1);
  expect(placeAt(middles, 0, 900)).toBe(2);
  expect(placeAt(middles, 2, 10)).toBe(0);
});
