import { expect, test } from '@jest/globals';
import type { GoalMoment } from '@lesblik/shared/goal-progress';
import { byLesson, playable } from './thread.ts';

const moment = (id: string, lessonId: string | null, startMs: number, endMs: number | null = null): GoalMoment => ({
  id,
  moment: { startMs, endMs },
  lesson: lessonId === null ? null : { recordingId: lessonId, title: lessonId, recordedOn: '2026-09-01' },
  comment: null,
  gone: lessonId === null ? 'not_shared' : null,
});

const moments = [
  moment('a', 'first', 1000, 4000),
  moment('b', 'first', 5000),
  moment('c', null, 0),
  moment('d', 'second', 2000),
  moment('e', 'first', 9000),
];

test('what is gone is not played, a range plays to its end and a point for ten seconds', () => {
  expect(playable(moments).map(({ id, startMs, endMs }) => [id, startMs, endMs])).toEqual([
    ['a', 1000, 4000],
    ['b', 5000, 15_000],
    ['d', 2000, 12_000],
    ['e', 9000, 19_000],
  ]);
});

test('moments stand under their lesson, and what is gone where it stood', () => {
  expect(byLesson(moments).map(({ lesson, moments: inIt }) => [lesson?.title, inIt.map(({ id }) => id)])).toEqual([
    ['first', ['a', 'b']],
    [undefined, ['c']],
    ['second', ['d']],
    ['first', ['e']],
  ]);
});

test('the words of a lesson that was deleted stand apart from those of one that is not shared', () => {
  const deleted = { ...moment('f', null, 0), gone: 'deleted' } as const;
  expect(byLesson([moment('c', null, 0), deleted]).map(({ gone }) => gone)).toEqual(['not_shared', 'deleted']);
});
