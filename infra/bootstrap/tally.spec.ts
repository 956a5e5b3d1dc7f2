import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { jestTally, playwrightTally, sum } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'lesblik-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(value: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const jest = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

test('a ring that left no report is a failure', () => {
  expect(jestTally(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTally(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
});

test('a ring in which nothing ran is a failure', () => {
  expect(jestTally(report({ ...jest, numPassedTests: 0 }), 0)).toEqual({ passed: 0, failed: 1 });
});

test('skipped tests and suites that do not load are failures', () => {
  const bad = { ...jest, numPendingTests: 1, numTodoTests: 1, numRuntimeErrorTestSuites: 1 };
  expect(jestTally(report(bad), 0)).toEqual({ passed: 5, failed: 3 });
});

test('a runner that fails although every test passed is a failure', () => {
  expect(jestTally(report(jest), 1)).toEqual({ passed: 5, failed: 1 });
  expect(jestTally(report(jest), 0)).toEqual({ passed: 5, failed: 0 });
});

test('a browser test that passed only when repeated is a failure', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  expect(playwrightTally(report({ stats, errors: [] }), 0)).toEqual({ passed: 3, failed: 1 });
});

test('the rings are added up', () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
