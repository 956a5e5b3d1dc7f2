import { expect, test } from '@jest/globals';
import type { Pupil, PupilAnswer } from '@lesblik/shared/class-lists';
import { doneBy, notesOf, saidIn } from './import-notes.ts';

const TODAY = '2026-11-23';
const pupil = (outside: PupilAnswer | null, day: string | null): Pupil => ({
  ...{ id: 'sv', label: 'SV', answers: { inside: null, institute: null, outside } },
  answeredOn: { inside: null, institute: null, outside: day },
});
const notes = (on: Pupil, outside: 'given' | 'refused', answeredOn: string | null) =>
  notesOf({ label: 'sv', answers: { outside }, answeredOn }, [on], TODAY).map(({ kind }) => kind);

test.each([
  ['given', '2026-11-01', 'stays'],
  ['given', '2026-11-10', 'stays'],
  ['given', '2026-11-11', 'turns'],
  ['given', null, 'undated'],
  ['refused', null, undefined],
  ['refused', '2026-11-11', undefined],
] as const)('%s on %s against what was withdrawn on 10 November: %s', (answer, day, note) => {
  expect(notes(pupil('withdrawn', '2026-11-10'), answer, day)).toEqual(note === undefined ? [] : [note]);
});

test('a no of long ago does not take back a yes of later, one of the same day does', () => {
  expect(notes(pupil('given', '2026-11-10'), 'refused', '2026-11-09')).toEqual(['stays']);
  expect(notes(pupil('given', '2026-11-10'), 'refused', '2026-11-10')).toEqual(['turns']);
  expect(notes(pupil('given', '2026-11-10'), 'refused', null)).toEqual(['turns']);
});

test('nothing is said of who was not asked, is new, or said the same', () => {
  expect(notes(pupil(null, null), 'given', '2026-11-01')).toEqual([]);
  expect(notes({ ...pupil('withdrawn', '2026-11-10'), label: 'AB' }, 'given', '2026-11-01')).toEqual([]);
  expect(notes(pupil('given', '2026-11-10'), 'given', '2026-11-01')).toEqual([]);
});

test.each([
  ['given', '2026-11-10', 'same'],
  ['given', '2026-11-09', 'same'],
  ['given', null, 'same'],
  ['given', '2026-11-11', 'known'],
  ['refused', '2026-11-10', 'known'],
  ['refused', '2026-11-09', 'same'],
] as const)('%s on %s beside a yes of 10 November: %s', (answer, answeredOn, done) => {
  const row = { label: 'sv', answers: { outside: answer }, answeredOn };
  expect(doneBy(row, [pupil('given', '2026-11-10')], TODAY)).toBe(done);
  expect(doneBy(row, [], TODAY)).toBe('new');
});

test('a row without a day says what stands no second time, and takes no no back', () => {
  const answers = { inside: 'given', outside: 'given' } as const;
  expect(saidIn({ label: 'SV', answers, answeredOn: null }, [pupil('given', '2026-11-10')], TODAY)).toEqual([
    { purpose: 'inside', answer: 'given', answeredOn: TODAY },
  ]);
  expect(saidIn({ label: 'SV', answers, answeredOn: null }, [pupil('withdrawn', '2026-11-10')], TODAY)).toEqual([
    { purpose: 'inside', answer: 'given', answeredOn: TODAY },
  ]);
  const no = { label: 'SV', answers: { outside: 'refused' }, answeredOn: null } as const;
  expect(saidIn(no, [pupil('given', '2026-11-10')], TODAY)).toHaveLength(1);
});
