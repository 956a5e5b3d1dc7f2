/**
 * `npm run backup -- <folder> [--keys <folder>]`: the database, the objects (as stored, encrypted) and, apart, the keys
 * without which nobody reads them. The product may go on meanwhile.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '@lesblik/server/config';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { copyDatabase } from './database-copy.ts';
import type { Manifest } from './manifest.ts';
import { copyObjects } from './object-copy.ts';
import { copyLogHeads, copySecrets, forgetOldKeys } from './secrets-copy.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
const config = loadConfig();
const made = `lesblik-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
const folder = join(positionals[0] ?? 'backup', made);
const keysFolder = join(values.keys ?? `${positionals[0] ?? 'backup'}-keys`, made);
const half = join(dirname(folder), `.${basename(folder)}.half`);

try {
  await mkdir(half, { recursive: true, mode: 0o700 });
  await copyLogHeads(config, keysFolder);
  // The database first: what is stored after it is more than it knows, never less.
  const database = await copyDatabase(config.database.url, join(half, 'database'));
  process.stdout.write(`database: ${database.tables.reduce((sum, { rows }) => sum + rows, 0)} rows\n`);
  const store = createObjectStore(config.storage);
  const target = createObjectStore({ kind: 'directory', path: join(half, 'objects') });
  const { count, bytes } = await copyObjects(store, target, (done) => process.stdout.write(`objects: ${done}\n`));
  await copySecrets(config, keysFolder, Date.now());
  const manifest: Manifest = { version: 1, madeAt: new Date().toISOString(), database, objects: { count, bytes } };
  await writeFile(join(half, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await rename(half, folder);
  const forgotten = await forgetOldKeys(keysFolder, config.keys, Date.now());
  if (forgotten > 0)
    process.stdout.write(`keys of ${forgotten} backups older than ${config.keys.backupDays} days removed\n`);
  store.close();
  target.close();
} catch (error) {
  await rm(half, { recursive: true, force: true });
  throw error;
}
process.stdout.write(`backup: ${folder}\nkeys, to be kept apart from it: ${keysFolder}\n`);
