import { expect, test } from '@jest/globals';
import { schoolYearStart } from './school-year.ts';

test.each([
  ['2026-07-31T23:59:59.999Z', '2025-08-01'],
  ['2026-08-01T00:00:00.000Z', '2026-08-01'],
  ['2027-01-15T12:00:00.000Z', '2026-08-01'],
])('on %s the school year began on %s', (at, start) => {
  expect(schoolYearStart(new Date(at)).toISOString().slice(0, 10)).toBe(start);
});
