import { randomBytes } from 'node:crypto';
import { chmod, copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { DirectoryStore } from '@lesblik/server/storage/directory-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { scratchFolder } from '../../support/scratch.ts';

const lesson = 'aaaaaaaa-0000-4000-8000-000000000001';
const other = 'bbbbbbbb-0000-4000-8000-000000000002';
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeEach(async () => {
  folder = await scratchFolder();
});
afterEach(() => folder.remove());

test('a recording keeps its key over a restart, and no two recordings have the same', async () => {
  const keys = await KeyStore.open({ dir: folder.path });
  const key = await keys.create(lesson);
  expect(key).toHaveLength(32);
  expect(await keys.create(lesson)).toEqual(key);
  expect(await keys.create(other)).not.toEqual(key);
  const reopened = await KeyStore.open({ dir: folder.path });
  expect(await reopened.get(lesson)).toEqual(key);
});

test('of two that make a key at once both get the same', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => KeyStore.open({ dir: folder.path })));
  const made = await Promise.all(stores.map((keys) => keys.create(lesson)));
  expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(1);
  expect(await readdir(join(folder.path, 'recordings', 'aa'))).toEqual([`${lesson}.json`]);
});

test('the master key can be read by its owner only, and no key lies there unwrapped', async () => {
  const keys = await KeyStore.open({ dir: folder.path });
  const key = await keys.create(lesson);
  const file = join(folder.path, 'master.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const wrapped = join(folder.path, 'recordings', 'aa', `${lesson}.json`);
  expect((await stat(wrapped)).mode & 0o777).toBe(0o600);
  const text = await readFile(wrapped, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: 1, masterKeyId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  for (const form of ['hex', 'base64'] as const) expect(text).not.toContain(key.toString(form));
});

test('a destroyed key is gone, here and for whoever opens the store, and its recording cannot be read', async () => {
  const keys = await KeyStore.open({ dir: folder.path });
  await keys.create(lesson);
  await keys.create(other);
  const storage = new EncryptedStorage(new DirectoryStore(join(folder.path, 'objects')), keys);
  await storage.write({ recordingId: lesson, name: 'original' }, Buffer.from('lesson'));
  await keys.destroy(lesson);
  await keys.destroy(lesson);
  await expect(keys.get(lesson)).rejects.toMatchObject({ code: 'key_missing' });
  await expect(storage.readBytes({ recordingId: lesson, name: 'original' })).rejects.toMatchObject({
    code: 'key_missing',
  });
  await expect((await KeyStore.open({ dir: folder.path })).get(lesson)).rejects.toMatchObject({ code: 'key_missing' });
  await keys.create(lesson);
  await expect(storage.readBytes({ recordingId: lesson, name: 'original' })).rejects.toMatchObject({
    code: 'object_damaged',
  });
});

test('a destroyed key is gone under the half name too that whoever died while making it left', async () => {
  const keys = await KeyStore.open({ dir: folder.path });
  await keys.create(lesson);
  const path = join(folder.path, 'recordings', 'aa', `${lesson}.json`);
  await copyFile(path, `${path}.0123456789abcdef`);
  await keys.destroy(lesson);
  expect(await readdir(join(folder.path, 'recordings', 'aa'))).toEqual([]);
});

test('a wrong master key is refused on the start', async () => {
  await (await KeyStore.open({ dir: folder.path })).create(lesson);
  const wrong = randomBytes(32);
  await expect(KeyStore.open({ dir: folder.path, masterKey: wrong.toString('base64') })).rejects.toMatchObject({
    code: 'master_key_wrong',
  });
  await writeFile(join(folder.path, 'master.key'), wrong.toString('hex'));
  await expect(KeyStore.open({ dir: folder.path })).rejects.toMatchObject({ code: 'master_key_wrong' });
});

test('a master key that is gone is not replaced by a new one', async () => {
  await (await KeyStore.open({ dir: folder.path })).create(lesson);
  await rm(join(folder.path, 'master.key'));
  await expect(KeyStore.open({ dir: folder.path })).rejects.toMatchObject({ code: 'master_key_wrong' });
  await expect(stat(join(folder.path, 'master.key'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a master key from the environment leaves no file', async () => {
  const masterKey = randomBytes(32);
  const keys = await KeyStore.open({ dir: folder.path, masterKey: masterKey.toString('hex') });
  const key = await keys.create(lesson);
  await expect(stat(join(folder.path, 'master.key'))).rejects.toMatchObject({ code: 'ENOENT' });
  const again = await KeyStore.open({ dir: folder.path, masterKey: masterKey.toString('base64') });
  expect(await again.get(lesson)).toEqual(key);
  await expect(KeyStore.open({ dir: folder.path, masterKey: 'too short' })).rejects.toMatchObject({
    code: 'master_key_wrong',
  });
});

test("another recording's wrapped key, and a changed one, are refused", async () => {
  const keys = await KeyStore.open({ dir: folder.path });
  await keys.create(lesson);
  await keys.create(other);
  const of = (id: string) => join(folder.path, 'recordings', id.slice(0, 2), `${id}.json`);
  await chmod(of(lesson), 0o600);
  await writeFile(of(lesson), await readFile(of(other)));
  const masterKey = await readFile(join(folder.path, 'master.key'), 'utf8');
  await rm(of(other));
  await expect(KeyStore.open({ dir: folder.path, masterKey })).rejects.toMatchObject({ code: 'master_key_wrong' });
});
