/**
 * On a file system of 6 MiB: `node full-disk.ts <folder>` writes an object and an upload larger than that, and prints as
 * JSON what came of each, before and after room was made.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyStore } from '../../libs/server/src/keys/key-store.ts';
import { DirectoryStore } from '../../libs/server/src/storage/directory-store.ts';
import { EncryptedStorage } from '../../libs/server/src/storage/storage.ts';
import { EncryptedUploads, newUploadId } from '../../libs/server/src/storage/uploads.ts';

const folder = process.argv[2] ?? '';
const store = new DirectoryStore(join(folder, 'objects'));
const keys = await KeyStore.open({ dir: join(folder, 'keys') });
await keys.create('lesson');
const storage = new EncryptedStorage(store, keys);
const uploads = new EncryptedUploads(store, keys);
const original = { recordingId: 'lesson', name: 'original' };

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
async function* film(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const free = await storage.freeBytes();
const object = await codeOf(storage.write({ recordingId: 'lesson', name: 'poster' }, film(randomBytes(8_000_000))));
const rests = (await readdir(folder, { recursive: true })).filter((name) => name.includes('poster'));

const ballast = join(folder, 'ballast');
await writeFile(ballast, randomBytes(3_000_000));
const bytes = randomBytes(4_000_000);
const { id } = await uploads.create({ id: newUploadId('lesson'), size: bytes.length, metadata: {} });
const upload = await codeOf(uploads.write(id, 0, film(bytes)));
const halfway = (await uploads.find(id))?.offset ?? -1;
await rm(ballast);
const goneOn = await codeOf(uploads.write(id, halfway, film(bytes.subarray(halfway))));
const whole = Buffer.compare(await storage.readBytes(original), bytes) === 0;
process.stdout.write(JSON.stringify({ free, object, rests, upload, halfway, goneOn, whole }));
