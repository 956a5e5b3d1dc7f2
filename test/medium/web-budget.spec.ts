import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inRoot, root, tool } from '../../infra/bootstrap/paths.ts';
import { LIMITS, reviewFiles, reviewScript } from '../../infra/check/web-budget.ts';

let site = '';

beforeAll(async () => {
  site = mkdtempSync(join(tmpdir(), 'lesblik-site-'));
  const build = [tool('vite/bin/vite.js'), 'build', inRoot('apps/web'), '--outDir', site, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, build, {
    cwd: root,
    // Jest's own would build React for development.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}, 180_000);

afterAll(() => rmSync(site, { recursive: true, force: true }));

test('the review page brings at most 300 kB of script before its first frame, and 500 kB in all', () => {
  const { firstFrame, whole } = reviewScript(site);
  expect(firstFrame).toBeLessThanOrEqual(LIMITS.firstFrame);
  expect(whole).toBeLessThanOrEqual(LIMITS.whole);
  // A build without the page, or a manifest that is read wrongly, would be small too.
  expect(firstFrame).toBeGreaterThan(150_000);
  expect(whole).toBeGreaterThan(firstFrame);
});

/** Every schema of zod bears this key (its Standard Schema interface), whatever the minifier does. */
const SCHEMA = '~standard';

test('the review page brings no schemas along: it calls routes by their outline and checks its forms by fields', () => {
  const withSchemas = (files: string[]): string[] =>
    files.filter((file) => readFileSync(join(site, file), 'utf8').includes(SCHEMA));
  expect(withSchemas(reviewFiles(site).whole)).toEqual([]);
  expect(withSchemas(readdirSync(join(site, 'assets')).map((name) => `assets/${name}`))).not.toEqual([]);
});
