/** A process that uploads the file's bytes and never ends, to be killed: `node mortal-upload.ts <options as JSON>`. */
import { open } from 'node:fs/promises';
import { KeyStore } from '../../libs/server/src/keys/key-store.ts';
import { createObjectStore, type ObjectStoreOptions } from '../../libs/server/src/storage/create-object-store.ts';
import { EncryptedUploads } from '../../libs/server/src/storage/uploads.ts';

const { store, keys, uploadId, film, offset, stall } = JSON.parse(process.argv[2] ?? '') as {
  store: ObjectStoreOptions;
  keys: string;
  uploadId: string;
  film: string;
  offset: number;
  stall: number;
};
const uploads = new EncryptedUploads(createObjectStore(store), await KeyStore.open({ dir: keys }));

async function* untilStalled(): AsyncGenerator<Uint8Array> {
  const file = await open(film);
  let at = offset;
  for await (const chunk of file.createReadStream({ start: offset, end: stall - 1, highWaterMark: 61_000 })) {
    yield chunk as Buffer;
    at += (chunk as Buffer).length;
    process.stdout.write(`${at}\n`);
  }
  await new Promise<never>((resolve) => setTimeout(resolve, 600_000));
}

await uploads.write(uploadId, offset, untilStalled());
