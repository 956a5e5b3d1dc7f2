import { describe, expect, test } from '@jest/globals';
import type { ConsentPurpose, PupilAnswer } from './class-lists.ts';
import { judgeLesson, judgeLessons, type LessonInPicture } from './consent-rules.ts';

const pupil = (id: string, answer: PupilAnswer | null, absent = false) => ({
  ...{ id, absent },
  answers: { inside: answer, institute: answer, outside: answer },
});
const lesson = (changes: Partial<LessonInPicture>): LessonInPicture => ({
  ...{ lawfulBasis: 'internal_coaching', noPupils: false, hasList: true, pupils: [] },
  ...changes,
});
const lacking = (purpose: ConsentPurpose, changes: Partial<LessonInPicture>) =>
  judgeLesson(
    purpose,
    lesson({
      pupils: ['given', 'refused', 'withdrawn', null].map((a, n) => pupil(`${n}`, a as PupilAnswer | null)),
      ...changes,
    }),
  ).pupilIds;

describe('outside the school', () => {
  test.each(['institute', 'outside'] as const)('%s: whoever did not say yes stands in the way', (purpose) => {
    expect(lacking(purpose, {})).toEqual(['1', '2', '3']);
    expect(lacking(purpose, { lawfulBasis: 'consent' })).toEqual(['1', '2', '3']);
  });

  test('a lesson without a list, or with an empty one, is closed', () => {
    expect(judgeLesson('outside', lesson({ hasList: false })).verdict).toBe('class_list_missing');
    expect(judgeLesson('institute', lesson({})).verdict).toBe('class_list_missing');
  });

  test('who is not in the picture does not count, and neither does a class that is not in it', () => {
    expect(judgeLesson('outside', lesson({ pupils: [pupil('a', null, true), pupil('b', 'given')] })).verdict).toBe(
      'open',
    );
    expect(lacking('outside', { noPupils: true })).toEqual([]);
  });
});

describe('inside the school', () => {
  test('coaching needs no consent, and closes where somebody objects', () => {
    expect(lacking('inside', {})).toEqual(['1', '2']);
    expect(judgeLesson('inside', lesson({ hasList: false })).verdict).toBe('open');
  });

  test('a lesson that rests on consent needs it of everybody on its list', () => {
    expect(lacking('inside', { lawfulBasis: 'consent' })).toEqual(['1', '2', '3']);
  });
});

describe('a recording of a call', () => {
  const refusing = lesson({ pupils: [pupil('a', 'refused'), pupil('b', 'given')] });

  test('may go nowhere where one of the lessons in it may not, and everybody who stands in the way is told', () => {
    const another = lesson({ pupils: [pupil('c', null), pupil('a', 'refused')] });
    const given = lesson({ pupils: [pupil('d', 'given')] });
    const standing = { verdict: 'pupils_lack_consent', pupilIds: ['a', 'c'] };
    expect(judgeLessons('outside', [given, refusing, lesson({ hasList: false }), another])).toEqual(standing);
    expect(judgeLessons('outside', [given, lesson({ hasList: false })]).verdict).toBe('class_list_missing');
    expect(judgeLessons('outside', [given, given]).verdict).toBe('open');
  });

  test('is open where it shows no lesson', () => {
    expect(judgeLessons('outside', [])).toEqual({ verdict: 'open', pupilIds: [] });
  });
});
