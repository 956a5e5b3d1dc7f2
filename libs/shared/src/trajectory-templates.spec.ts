import { expect, test } from '@jest/globals';
import { monthsAfter } from './trajectory-templates.ts';

test.each([
  ['2026-09-01', 9, '2027-06-01'],
  ['2026-11-22', 3, '2027-02-22'],
  ['2026-12-31', 12, '2027-12-31'],
  // A month that is too short ends on its last day.
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
])('%s and %i months make %s', (day, months, end) => {
  expect(monthsAfter(day, months)).toBe(end);
});
