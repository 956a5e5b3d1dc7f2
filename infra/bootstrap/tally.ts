import { existsSync, readFileSync } from 'node:fs';

/** How many tests passed and failed; a ring that could not run counts as one failure. */
export interface Tally {
  passed: number;
  failed: number;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

const broken: Tally = { passed: 0, failed: 1 };

export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});

/** Skipped tests count as failed: nothing here is skipped. So does a runner that failed although its tests did not. */
export function jestTally(reportFile: string, exitCode: number): Tally {
  if (!existsSync(reportFile)) return broken;
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  const failed =
    report.numFailedTests + report.numRuntimeErrorTestSuites + report.numPendingTests + report.numTodoTests;
  return atLeastOne({ passed: report.numPassedTests, failed }, exitCode);
}

/** A test that passed only when repeated counts as failed. */
export function playwrightTally(reportFile: string, exitCode: number): Tally {
  if (!existsSync(reportFile)) return broken;
  const { stats, errors } = JSON.parse(readFileSync(reportFile, 'utf8')) as PlaywrightReport;
  return atLeastOne(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length },
    exitCode,
  );
}

const atLeastOne = ({ passed, failed }: Tally, exitCode: number): Tally =>
  failed === 0 && (exitCode !== 0 || passed === 0) ? { passed, failed: 1 } : { passed, failed };
