import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mediasoupWorker } from './mediasoup.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lesblik-mediasoup-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A program that ends as a mediasoup worker does when it is started by hand, with 41. */
function program(code: number): string {
  const file = join(folder, 'worker');
  writeFileSync(file, `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
  return file;
}

test('the worker that MEDIASOUP_WORKER_BIN names is taken, and that is said', async () => {
  const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const file = program(41);
  expect(await mediasoupWorker(file)).toBe(file);
  expect(said.mock.calls.flat().join('')).toContain(`${file}, as MEDIASOUP_WORKER_BIN says`);
});

test('one that is there and does not run is named, and nothing is built in its place', async () => {
  await expect(mediasoupWorker(program(1))).rejects.toThrow(/MEDIASOUP_WORKER_BIN names .*worker, which does not run/);
});
