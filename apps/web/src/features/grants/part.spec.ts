import { expect, test } from '@jest/globals';
import { readPart, typedPart, typedTime } from './part.ts';

const lesson = { durationMs: 600_400, frameRate: 25, trim: null };

test('a part that does not lie in the lesson, or lasts less than a second, is none', () => {
  for (const [from, to] of [
    ['00:00', '10:01'],
    ['05:00', '05:00.999'],
    ['06:00', '05:00'],
    ['', '05:00'],
  ] as const)
    expect(readPart({ whole: false, from, to }, lesson)).toBeUndefined();
  expect(readPart({ whole: false, from: '4:05.2', to: '05:05' }, lesson)).toEqual({ startMs: 245_200, endMs: 305_000 });
});

test('what is marked on the timeline is filled in, and the whole lesson stays the choice', () => {
  const marked = { startMs: 61_000, endMs: 62_040 };
  expect(typedPart(null, lesson, marked)).toEqual({ whole: true, from: '01:01', to: '01:02.040' });
  expect(readPart(typedPart(null, lesson, marked), lesson)).toBeNull();
});

test('the end of a lesson is typed to the millisecond, so that it can be read back', () => {
  const typed = { ...typedPart(null, lesson, null), whole: false };
  expect(typed.to).toBe(typedTime(600_400));
  expect(readPart(typed, lesson)).toEqual({ startMs: 0, endMs: 600_400 });
});
