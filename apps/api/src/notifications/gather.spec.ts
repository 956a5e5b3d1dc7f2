import { expect, test } from '@jest/globals';
import type { About } from '@lesblik/server/notifications/about';
import type { NotificationSpot } from '@lesblik/shared/notifications';
import { gather, type Told } from './gather.ts';

let sequence = 0;
const lesson = (recordingId: string, commentId: string): NotificationSpot => ({ on: 'lesson', recordingId, commentId });
const about = (spot: NotificationSpot): About => ({
  ...{ spot, title: 'Rekenen', organisationId: 'school' },
  ...{ startsAt: null, timeZone: null, outcome: null },
});
const told = (spot: NotificationSpot, more: Partial<Told> = {}): Told => ({
  ...{ id: `n${(sequence += 1)}`, sequence, kind: 'comment_added', at: '2026-11-22T10:00:00.000Z', unread: true },
  ...{ by: 'Coach', about: about(spot) },
  ...more,
});

test('comments on one lesson are one, at the place of the latest, with everybody who wrote', () => {
  const latest = told(lesson('a', 'c3'));
  const rows = [latest, told(lesson('b', 'c9')), told(lesson('a', 'c2'), { by: 'Collega' }), told(lesson('a', 'c1'))];
  const [first, second, ...more] = gather(rows);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ ids: [latest.id, rows[2]?.id, rows[3]?.id], by: ['Coach', 'Collega'] });
  expect(first?.spot).toEqual(lesson('a', 'c3'));
  expect(second?.ids).toHaveLength(1);
});

test('what is read, and what is of another kind, stays apart', () => {
  const spot = lesson('a', 'c1');
  expect(gather([told(spot), told(spot, { unread: false }), told(spot, { kind: 'mentioned' })])).toHaveLength(3);
});

test('a reminder is of nobody', () => {
  const rows = [told({ on: 'talk', talkId: 't' }, { kind: 'talk_in_a_day', by: null })];
  expect(gather(rows)[0]?.by).toEqual([]);
});
