import { expect, test } from '@jest/globals';
import { pictureFor, segmentsBetween, type StoredRendition } from './lesson.ts';

const rendition = (name: string, width: number, height: number, kind = 'video'): StoredRendition => ({
  ...{ name, kind, width, height, timescale: 1000, segmentTicks: [4_000, 4_000, 2_500] },
});

test('the smallest picture that fills its place is read, or the largest there is', () => {
  const [small, middle, large] = [
    rendition('240', 426, 240),
    rendition('480', 854, 480),
    rendition('1080', 1920, 1080),
  ];
  expect(pictureFor([large, small, middle])?.name).toBe('480');
  expect(pictureFor([small])?.name).toBe('240');
  expect(pictureFor([rendition('sound', 0, 0, 'sound')])).toBeUndefined();
});

test.each([
  [0, 0, [0]],
  [3_999, 4_001, [0, 1]],
  [4_000, 7_000, [1]],
  [2_000, 99_000, [0, 1, 2]],
  [10_500, 10_500, [2]],
  [50_000, 50_000, [2]],
])('from %i to %i lies in segments %j', (from, to, numbers) => {
  expect(segmentsBetween(rendition('480', 854, 480), from, to)).toEqual(numbers);
});
