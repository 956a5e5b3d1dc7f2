import { expect, test } from '@jest/globals';
import { SocketLimits } from './socket-limits.ts';

const judged = (limits: SocketLimits, name: string, count: number, now = 0) =>
  Array.from({ length: count }, () => limits.judge(name, now));

test('joining a full call at once passes, and a review page goes at its own pace', () => {
  const limits = new SocketLimits(0);
  expect(judged(limits, 'room:consume', 180)).not.toContain('refuse');
  expect(judged(limits, 'room:consume', 1)).toEqual(['refuse']);
  expect(judged(limits, 'review:playhead', 61).filter((verdict) => verdict === 'refuse')).toHaveLength(1);
  expect(judged(limits, 'room:pointer', 1)).toEqual(['pass']);
});

test('a page that heeds a refusal goes on; one that floods on is cut off', () => {
  const limits = new SocketLimits(0);
  judged(limits, 'room:pointer', 200);
  expect(judged(limits, 'room:pointer', 1, 1000)).toEqual(['pass']);
  expect(judged(limits, 'room:pointer', 1100, 1000)).toContain('cut');
});

test('names that the contract does not know are counted too', () => {
  expect(judged(new SocketLimits(0), 'no such name', 61).at(-1)).toBe('refuse');
});
