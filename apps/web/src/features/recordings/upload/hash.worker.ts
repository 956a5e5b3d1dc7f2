import { createSHA256 } from 'hash-wasm';

const SLICE = 4 * 1024 * 1024;

/** Reads the film piece by piece beside its upload; answers with the hex SHA-256, or `{ error }` when it cannot be read. */
async function hash(file: File): Promise<void> {
  try {
    const sha256 = await createSHA256();
    for (let at = 0; at < file.size; at += SLICE) {
      sha256.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
    }
    postMessage({ sha256: sha256.digest('hex') });
  } catch (error) {
    postMessage({ error: String(error) });
  }
}

addEventListener('message', ({ data }: MessageEvent<File>) => void hash(data));
