import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { seedDemo } from './product.ts';

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'lesblik-demo-'))));
afterEach(() => rmSync(data, { recursive: true }));

// There is no database to fill here, so that trying to fails.
const seeding = (): Promise<void> => seedDemo({ PATH: process.env['PATH'] }, data, AbortSignal.timeout(20_000));

test('a demo is filled in where there is none', async () => {
  await expect(seeding()).rejects.toThrow('first administrator failed');
});

test.each(['demo-school', 'restored'])('it is not where the folder says %s', async (marker) => {
  writeFileSync(join(data, marker), '');
  await seeding();
});
