import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lesblik-alone-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that writes when it begins and ends its work, which takes a tenth of a second, or is killed in it. */
function start(name: string, work = 'await new Promise((resolve) => setTimeout(resolve, 100));') {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { alone } from ${JSON.stringify(join(import.meta.dirname, 'alone.mjs'))};
    const say = (text) => appendFileSync(${JSON.stringify(join(folder, 'said'))}, text + '\\n');
    await alone(${JSON.stringify(join(folder, 'deep', 'lock'))}, async () => {
      say('${name} in');
      ${work}
      say('${name} out');
    }, () => undefined);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
  return new Promise<number | null>((resolve) => child.once('close', resolve));
}
const said = () => readFileSync(join(folder, 'said'), 'utf8').trim().split('\n');

test('of five processes that start at once, one is at it at a time', async () => {
  const codes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => start(name)));
  expect(codes).toEqual([0, 0, 0, 0, 0]);
  const lines = said();
  expect(lines).toHaveLength(10);
  for (let n = 0; n < 10; n += 2) expect(lines[n + 1]).toBe(lines[n]?.replace(' in', ' out'));
  expect(existsSync(join(folder, 'deep', 'lock'))).toBe(false);
});

test('what a killed process holds is taken by the next two, one after the other', async () => {
  await start('killed', "process.kill(process.pid, 'SIGKILL');");
  expect(existsSync(join(folder, 'deep', 'lock'))).toBe(true);
  await Promise.all([start('x'), start('y')]);
  const [first, ...rest] = said();
  expect(first).toBe('killed in');
  expect(rest).toHaveLength(4);
  expect(rest[1]).toBe(rest[0]?.replace(' in', ' out'));
});

test('a number that is another program’s by now holds nothing', async () => {
  await start('a');
  const other = spawn('sleep', ['60']);
  writeFileSync(join(folder, 'deep', 'lock'), String(other.pid));
  await start('b');
  other.kill();
  expect(said().slice(-2)).toEqual(['b in', 'b out']);
});
