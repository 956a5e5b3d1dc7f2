import { expect, test } from '@jest/globals';
import { nextTalk } from './next-talk.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const talk = (
  id: string,
  state: 'proposed' | 'planned' | 'held' | 'cancelled',
  startsAt: string | null,
  by = 'coach',
) => ({ ...{ id, state, startsAt, durationMinutes: 60, trajectoryOver: false }, offeredBy: { id: by } });

const later = talk('later', 'planned', '2026-11-28T12:00:00Z');
const soon = talk('soon', 'planned', '2026-11-21T12:00:00Z');
const now1 = talk('now', 'planned', '2026-11-20T11:30:00Z');
const past = talk('past', 'planned', '2026-11-20T10:30:00Z');
const asked = talk('asked', 'proposed', null);

test('a time that the reader has to pick comes first; one that the other has to pick is no talk yet', () => {
  expect(nextTalk([soon, asked], 'teacher', now)?.id).toBe('asked');
  expect(nextTalk([soon, asked], 'coach', now)?.id).toBe('soon');
  expect(nextTalk([asked], 'coach', now)).toBeUndefined();
});

test('the first that is planned, until it is over', () => {
  expect(nextTalk([past, later, soon], 'teacher', now)?.id).toBe('soon');
  expect(nextTalk([past, later, soon, now1], 'teacher', now)?.id).toBe('now');
  expect(nextTalk([past, talk('held', 'held', '2026-11-21T12:00:00Z')], 'teacher', now)).toBeUndefined();
});

test('nothing is next in a trajectory that is over', () => {
  expect(nextTalk([{ ...soon, trajectoryOver: true }], 'teacher', now)).toBeUndefined();
});
