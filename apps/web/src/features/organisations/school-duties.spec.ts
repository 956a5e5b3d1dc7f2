import { expect, test } from '@jest/globals';
import { schoolDuties } from './school-duties.ts';

const quiet = { people: 12, invited: 0, coachless: 0, requests: 0, usedBytes: 3, quotaBytes: 100 };
const kinds = (school: Parameters<typeof schoolDuties>[0]) => schoolDuties(school).map(({ kind }) => kind);

test('of what does not occur nothing is said', () => {
  expect(kinds(quiet)).toEqual(['people', 'storage']);
});

test('what cannot wait comes first', () => {
  expect(kinds({ ...quiet, invited: 2, coachless: 1, requests: 3 })).toEqual([
    ...['coach_left', 'requests', 'people', 'invited', 'storage'],
  ]);
  expect(kinds({ ...quiet, usedBytes: 91 })).toEqual(['storage', 'people']);
});

test('a school without any room is full', () => {
  expect(schoolDuties({ ...quiet, usedBytes: 0, quotaBytes: 0 })[0]).toMatchObject({ kind: 'storage', urgent: true });
});
