/**
 * `npm run restore -- <backup> --keys <keys>`: into an empty database, an empty store and an empty data folder; what is
 * there is never overwritten. Every access ends: it may have been withdrawn since. What was deleted since the backup stays deleted, as far as the journals tell that are found
 * where the keys are now, in all backups of keys beside the one named, or are named by `--deletions <folder>`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '@lesblik/server/config';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { goOnWithLog } from './go-on-with-log.ts';
import { loadDatabase } from './database-copy.ts';
import { gatherErasures, gatherJournals, journalIn, keysBackupsBeside } from './deletions-copy.ts';
import { readManifest } from './manifest.ts';
import { copyObjects } from './object-copy.ts';
import { restoreSecrets } from './secrets-copy.ts';
import { undoSince } from './undo-since.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: 'string' }, deletions: { type: 'string', multiple: true } },
});
const [folder] = positionals;
if (folder === undefined || values.keys === undefined) {
  process.stderr.write('Say which backup and where its keys are: npm run restore -- <backup> --keys <keys>\n');
  process.exit(64); // EX_USAGE of sysexits(3)
}
const config = loadConfig();
const manifest = await readManifest(folder);
const target = createObjectStore(config.storage);
for await (const { key } of target.list('recordings/')) {
  process.stderr.write(`The store is not empty: it holds ${key}. Restore into an empty one.\n`);
  process.exit(73); // EX_CANTCREAT
}
await loadDatabase(config.database.url, join(folder, 'database'), manifest.database);
process.stdout.write(`database: ${manifest.database.tables.length} tables\n`);
const journals = [...(await keysBackupsBeside(values.keys)).map(journalIn), ...(values.deletions ?? [])];
const deleted = await gatherJournals(config.keys.dir, journals);
const named = (values.deletions ?? []).map((journal) => dirname(journal));
await gatherErasures(config.keys.dir, [...(await keysBackupsBeside(values.keys)), ...named]);
const undone = await undoSince(config, deleted);
process.stdout.write(`accesses ended: ${undone.ended}\ndeletions: ${undone.deleted}\n`);
await restoreSecrets(config, values.keys, deleted, named);
const source = createObjectStore({ kind: 'directory', path: join(folder, 'objects') });
const tell = (done: number) => process.stdout.write(`objects: ${done}\n`);
const { count, skipped } = await copyObjects(source, target, tell, deleted);
if (count + skipped !== manifest.objects.count) {
  process.stderr.write(`The backup held ${manifest.objects.count} objects; ${count + skipped} were found.\n`);
  process.exit(65); // EX_DATAERR
}
source.close();
target.close();
// The demo school is not filled in once more, with the lessons that were deleted from it.
await mkdir(config.dataDir, { recursive: true });
await writeFile(join(config.dataDir, 'restored'), manifest.madeAt);
const log = await goOnWithLog(config);
if (log !== undefined) process.stdout.write(`${log}\n`);
process.stdout.write(`restored the backup of ${manifest.madeAt}\n`);
