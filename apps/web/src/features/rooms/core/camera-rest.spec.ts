import { expect, test } from '@jest/globals';
import type { RoomDevice } from '@lesblik/shared/room-events';
import { cameraRests, lineSince, type LineSince } from './camera-rest.ts';
import { layerFor } from './layers.ts';

/** Whether the camera rests after each second of a line that is like this. */
function rests(seconds: readonly RoomDevice['quality'][]): boolean[] {
  let line: LineSince | null = null;
  let resting = false;
  return seconds.map((quality, second) => {
    line = lineSince(line, quality, second * 1000);
    resting = cameraRests(resting, line, second * 1000);
    return resting;
  });
}

const lasting = (quality: RoomDevice['quality'], seconds: number) => Array.from({ length: seconds }, () => quality);

test('a short weakness takes no picture away', () => {
  expect(rests([...lasting('poor', 6), ...lasting('fair', 3), ...lasting('poor', 6)])).not.toContain(true);
});

test('a line that stays poor lets the camera rest, and only one that stays good wakes it', () => {
  const seen = rests([
    ...lasting('poor', 10),
    ...lasting('fair', 30),
    ...lasting('good', 10),
    'fair',
    ...lasting('good', 16),
  ]);
  expect(seen.indexOf(true)).toBe(8);
  expect(seen.slice(8, -1)).not.toContain(false);
  expect(seen.at(-1)).toBe(false);
});

test('a tile gets the smallest layer that fills it, and one that nobody sees none', () => {
  expect([0, 100, 200, 201, 400, 401, 2000].map(layerFor)).toEqual([null, 0, 0, 1, 1, 2, 2]);
});
