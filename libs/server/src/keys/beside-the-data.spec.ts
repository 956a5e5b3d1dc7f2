import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../config.ts';
import { masterKeyBesideData } from './beside-the-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lesblik-beside-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const told = (env: Record<string, string>) =>
  masterKeyBesideData(readConfig({ DATABASE_URL: 'postgres://localhost/x', DATA_DIR: join(folder, 'data'), ...env }));

test('a school is told that its master key lies in the data folder, also by way of a link', () => {
  mkdirSync(join(folder, 'data/keys'), { recursive: true });
  expect(told({})).toContain('Move the file elsewhere');
  symlinkSync(join(folder, 'data/keys'), join(folder, 'elsewhere'));
  expect(told({ MASTER_KEY_FILE: join(folder, 'elsewhere/master.key') })).toContain('Move the file elsewhere');
});

test('nobody is told where it lies apart, comes from the environment or a key server, or the school is a demo', () => {
  expect(told({ MASTER_KEY_FILE: join(folder, 'apart/master.key') })).toBeUndefined();
  expect(told({ MASTER_KEY_FILE: join(folder, 'data-keys/master.key') })).toBeUndefined();
  expect(told({ MASTER_KEY: 'ab'.repeat(32) })).toBeUndefined();
  expect(told({ KEY_SERVER_URL: 'http://127.0.0.1:8200', KEY_SERVER_TOKEN: 'token' })).toBeUndefined();
  expect(told({ LESBLIK_MODE: 'demo' })).toBeUndefined();
});
