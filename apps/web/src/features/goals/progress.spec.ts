import { expect, test } from '@jest/globals';
import { firstAndLast, LADDER, signed, stepName } from './progress.ts';

test('the ladder stands with the best step on top, each with its sign and its name', () => {
  expect(LADDER.map(signed)).toEqual(['+2', '+1', '0', '−1', '−2']);
  expect(LADDER.map(stepName)).toEqual(['much_more', 'more', 'hoped', 'less', 'much_less']);
});

test('each of the two has a first and a last of their own', () => {
  const progress = [
    { as: 'coachee', value: -1 },
    { as: 'coach', value: 0 },
    { as: 'coachee', value: 2 },
  ] as const;
  expect(firstAndLast(progress, 'coachee')).toEqual({ from: -1, to: 2 });
  expect(firstAndLast(progress, 'coach')).toEqual({ from: 0, to: 0 });
  expect(firstAndLast([], 'coach')).toBeUndefined();
});
