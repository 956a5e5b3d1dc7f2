import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { EncryptedUploads, newUploadId } from '@lesblik/server/storage/uploads';
import { freePort } from '../../support/postgres.ts';
import { limitBytes, testBucket } from '../../support/s3/test-bucket.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { collect } from '../../support/stores.ts';

test('on a full disk a write is refused and leaves no rest; an upload stops, and goes on when there is room', async () => {
  const folder = await scratchFolder();
  const script = join(import.meta.dirname, '../../support/full-disk.ts');
  // In a mount namespace of its own: needs no root, and is gone with the process.
  const inside = `mount -t tmpfs -o size=6m tmpfs '${folder.path}' && exec '${process.execPath}' '${script}' '${folder.path}'`;
  const { stdout } = await promisify(execFile)('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', inside]);
  const said = JSON.parse(stdout) as { free: number; halfway: number };
  expect(said).toMatchObject({
    object: 'storage_full',
    rests: [],
    upload: 'storage_full',
    goneOn: 'done',
    whole: true,
  });
  expect(said.free).toBeLessThan(6 * 1024 * 1024);
  expect(said.halfway).toBeGreaterThan(1_000_000);
  await folder.remove();
});

test('in a bucket whose quota is used up the same holds', async () => {
  const folder = await scratchFolder();
  const { options, stop } = await testBucket();
  const store = createObjectStore({ kind: 's3', ...options });
  const keys = await KeyStore.open({ dir: folder.path });
  await keys.create('lesson');
  const storage = new EncryptedStorage(store, keys);
  const uploads = new EncryptedUploads(store, keys);
  const film = randomBytes(store.appendUnit + 2_000_000);
  try {
    const { id } = await uploads.create({ id: newUploadId('lesson'), size: film.length, metadata: {} });
    await uploads.write(id, 0, pieces(film.subarray(0, 1_000_000)));
    await limitBytes(options, 2_000_000);
    await expect(
      storage.write({ recordingId: 'lesson', name: 'poster' }, randomBytes(3_000_000)),
    ).rejects.toMatchObject({ code: 'storage_full' });
    await expect(storage.write({ recordingId: 'lesson', name: 'sheet' }, pieces(film))).rejects.toMatchObject({
      code: 'storage_full',
    });
    await expect(uploads.write(id, 1_000_000, pieces(film.subarray(1_000_000)))).rejects.toMatchObject({
      code: 'storage_full',
    });
    expect(await collect(storage.list('lesson'))).toEqual([]);
    expect((await collect(store.listUnfinished('recordings/'))).map(({ key }) => key)).toEqual([
      'recordings/lesson/original',
    ]);

    await limitBytes(options, 0);
    const { offset = 0 } = (await uploads.find(id)) ?? {};
    expect(offset).toBe(1_000_000);
    await uploads.write(id, offset, pieces(film.subarray(offset)));
    expect(await storage.hash({ recordingId: 'lesson', name: 'original' })).toBe(
      createHash('sha256').update(film).digest('hex'),
    );
  } finally {
    store.close();
    await stop();
    await folder.remove();
  }
});

test('a bucket that does not answer is said to be unavailable, not missing', async () => {
  const folder = await scratchFolder();
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const nobody = { region: 'us-east-1', bucket: 'nobody', accessKeyId: 'a:b', secretAccessKey: 'c' };
  const store = createObjectStore({ kind: 's3', endpoint, ...nobody });
  const keys = await KeyStore.open({ dir: folder.path });
  await keys.create('lesson');
  const storage = new EncryptedStorage(store, keys);
  await expect(storage.check()).rejects.toMatchObject({ code: 'storage_unavailable' });
  await expect(storage.readBytes({ recordingId: 'lesson', name: 'poster' })).rejects.toMatchObject({
    code: 'storage_unavailable',
  });
  await expect(storage.size({ recordingId: 'lesson', name: 'poster' })).rejects.toMatchObject({
    code: 'storage_unavailable',
  });
  store.close();
  await folder.remove();
});

async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
