import { expect, test } from '@jest/globals';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { lessons } from './content.ts';
import { schoolDay } from './past.ts';
import { requests, stories, story } from './stories.ts';

test('the demo has one trajectory in each phase', () => {
  // The main one is in coaching, and a request that was taken is one in its first phase.
  const phases = [
    ...stories.map(({ phase }) => phase),
    'coaching',
    ...requests.flatMap(({ taken }) => (taken ? 'request' : [])),
  ];
  expect(phases.toSorted()).toEqual(TrajectoryPhase.options.toSorted());
});

test('one lesson is being looked at apart and one was compared; one report waits and one is signed', () => {
  const all = [...lessons, ...stories.flatMap((one) => one.lessons)];
  const compared = all.flatMap(({ apart }) => apart?.compared ?? []);
  expect(compared).toHaveLength(2);
  expect(new Set(compared)).toEqual(new Set([false, true]));
  const signed = stories.flatMap(({ report }) => (report ? [report.signed !== undefined] : []));
  expect(signed).toHaveLength(2);
  expect(new Set(signed)).toEqual(new Set([false, true]));
});

test('nobody who runs the school or pays for it is coached, and nobody coaches themselves', () => {
  const coached = [story, ...stories, ...requests].map(({ coachee }) => coachee);
  for (const who of ['beheerder', 'leidinggevende', 'opdrachtgever'] as const) expect(coached).not.toContain(who);
  for (const { coachee, coach } of [story, ...stories]) expect(coachee).not.toBe(coach);
});

test('a school day is none of a weekend, and never later than was asked', () => {
  for (let daysAgo = 1; daysAgo <= 14; daysAgo += 1) {
    const at = schoolDay(daysAgo, 13, 45);
    expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
    expect(at.toISOString().slice(11, 16)).toBe('13:45');
    expect(Date.now() - at.getTime()).toBeGreaterThan((daysAgo - 1) * 86_400_000);
  }
});
