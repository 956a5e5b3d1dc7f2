import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { root, tool } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { run } from '../run.mjs';
import { Halt, say } from '../say.mjs';
import { build } from '../steps/build.ts';
import { testTools } from '../steps/debian.ts';
import { jestTally, playwrightTally, sum, type Tally } from '../tally.ts';

const rings = ['check', 'unit', 'medium', 'e2e'] as const;
type Ring = (typeof rings)[number];

/** `npm test [-- ring [pattern …]]`: everything, or one ring, or what of a ring matches a pattern. */
export async function test([ring, ...patterns]: string[]): Promise<number> {
  if (ring !== undefined && !rings.includes(ring as Ring))
    throw new Halt(`There is no ring ${ring}; npm test -- ${rings.join(' | ')}, and then parts of file names.`);
  const runs = (name: Ring): boolean => ring === undefined || ring === name;
  const reports = mkdtempSync(join(tmpdir(), 'lesblik-reports-'));
  try {
    const tallies: Tally[] = [];
    tallies.push(
      ...(await Promise.all([
        ...(runs('check') ? [runChecks(patterns)] : []),
        ...(runs('unit') ? [jest('unit', patterns, reports, false)] : []),
      ])),
    );
    if (runs('medium') || runs('e2e')) tallies.push(...(await serverRings(runs, patterns, reports)));
    const { passed, failed } = sum(tallies);
    say(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true });
  }
}

/** The rings that need the machine prepared; what cannot be prepared counts as one failure. */
async function serverRings(runs: (name: Ring) => boolean, patterns: string[], reports: string): Promise<Tally[]> {
  try {
    const { mediasoupWorkerBin } = await prepare(testTools);
    process.env['MEDIASOUP_WORKER_BIN'] = mediasoupWorkerBin;
    await build();
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    say(error.message);
    return [{ passed: 0, failed: 1 }];
  }
  return [
    ...(runs('medium') ? [await jest('medium', patterns, reports, true)] : []),
    ...(runs('e2e') ? [await playwright(patterns, reports)] : []),
  ];
}

/** @param live prints as it comes; otherwise at the end, so that it does not mix with what runs beside it */
async function jest(project: 'unit' | 'medium', patterns: string[], reports: string, live: boolean): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  // The native WebRTC client now and then takes the process down when objects of an earlier test file are collected:
  // each file of the medium ring gets a process of its own (any idle process is larger than this many bytes).
  const apart = project === 'medium' ? ['--workerIdleMemoryLimit=100000'] : [];
  const own = ['--selectProjects', project, '--maxWorkers=2', '--json', `--outputFile=${report}`];
  const jestArgs = [...own, ...apart, ...patterns];
  const node = ['--experimental-vm-modules', '--no-warnings'];
  const { code, output } = await run(process.execPath, [...node, tool('jest/bin/jest.js'), ...jestArgs], {
    cwd: root,
    env: process.env,
    ...(live ? { onOutput: (text: string) => void process.stdout.write(text) } : {}),
  });
  if (!live) say(output.trim());
  return jestTally(report, code);
}

async function playwright(patterns: string[], reports: string): Promise<Tally> {
  const report = join(reports, 'e2e.json');
  const { code } = await run(
    process.execPath,
    [tool('@playwright/test/cli.js'), 'test', '--config=test/e2e', '--reporter=list,json', ...patterns],
    {
      cwd: root,
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      onOutput: (text) => void process.stdout.write(text),
    },
  );
  return playwrightTally(report, code);
}
