/** `npm run bench [-- --long] [row …]`: measures side by side in one run, prints a table, and keeps the numbers as JSON. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { callLosses } from './rows/call-losses.ts';
import { callSync } from './rows/call-sync.ts';
import { callCpu } from './rows/call-cpu.ts';
import { callRooms } from './rows/call-rooms.ts';
import { certificate } from './rows/certificate.ts';
import { commentPage } from './rows/comment-page.ts';
import { commentsLive } from './rows/comments-live.ts';
import { commentsMany } from './rows/comments-many.ts';
import { callDelay } from './rows/call-delay.ts';
import { callJoin } from './rows/call-join.ts';
import { callPlayheads } from './rows/call-playheads.ts';
import { ladder } from './rows/ladder.ts';
import { playable } from './rows/playable.ts';
import { policyCheck } from './rows/policy.ts';
import { reviewPage } from './rows/review-page.ts';
import { segment } from './rows/segment.ts';
import { secondStart } from './rows/start.ts';
import { peopleTime } from './rows/people-time.ts';
import { talkTogether } from './rows/talk-together.ts';
import { goalThread, trajectoryPage } from './rows/trajectory-page.ts';
import { upload } from './rows/upload.ts';
import { withdrawal } from './rows/withdrawal.ts';
import type { Figure } from './support/row.ts';

const rows = [
  upload,
  playable,
  ladder,
  commentsLive,
  commentsMany,
  commentPage,
  reviewPage,
  trajectoryPage,
  goalThread,
  peopleTime,
  talkTogether,
  callJoin,
  callDelay,
  callPlayheads,
  callSync,
  callLosses,
  callCpu,
  callRooms,
  policyCheck,
  segment,
  withdrawal,
  certificate,
  secondStart,
];
const { values, positionals: wanted } = parseArgs({ options: { long: { type: 'boolean' } }, allowPositionals: true });
const figures: Figure[] = [];
const broken: string[] = [];
/** Of each row, how many processes wanted a core during its last minute: other work on the machine shows here. */
const loads: Record<string, number> = {};

for (const { name, run } of rows.filter((row) => wanted.length === 0 || wanted.includes(row.name))) {
  const since = performance.now();
  process.stdout.write(`${name} …\n`);
  try {
    figures.push(...(await run({ long: values.long ?? false })));
  } catch (error) {
    broken.push(name);
    process.stdout.write(`  not measured: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  loads[name] = loadavg()[0] ?? Number.NaN;
  process.stdout.write(`  ${Math.round((performance.now() - since) / 1000)} s, load ${loads[name].toFixed(1)}\n`);
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = [
  line(['what', 'against', 'measured', 'reach', '']),
  line(['---', '---', '---', '---', '---']),
  ...figures.map(({ what, against, measured, reach, reached }) =>
    line([what, against, measured, reach, reached ? 'reached' : '**missed**']),
  ),
  ...broken.map((name) => line([name, '–', 'not measured', '–', '**missed**'])),
].join('\n');
process.stdout.write(`\n${table}\n`);

const folder = join(import.meta.dirname, '../../.cache/bench');
await mkdir(folder, { recursive: true });
const measuredAt = new Date().toISOString();
const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryBytes: totalmem(), node: process.version };
const file = join(folder, `bench-${measuredAt.replaceAll(':', '')}.json`);
await writeFile(file, JSON.stringify({ measuredAt, machine, loads, figures, broken }, null, 2));
process.stdout.write(`\n${file}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
