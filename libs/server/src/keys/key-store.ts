import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, opendir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '@lesblik/shared/problems';
import { errorCode, unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';
import { createMasterKey, type MasterKey, parseMasterKey, readMasterKey } from './master-key.ts';

export interface KeyStoreOptions {
  /** Folder of the wrapped keys; on one machine a local one, with more machines a shared volume. */
  dir: string;
  /** 32 bytes as hex or base64. Without it the file below is used, and made on the first start. */
  masterKey?: string | undefined;
  /** `<dir>/master.key` by default. */
  masterKeyFile?: string | undefined;
}

/** One file: which master key wraps it, and nonce, wrapped key and tag of AES-256-GCM as base64. */
interface WrappedKey {
  version: 1;
  masterKeyId: string;
  wrapped: string;
}

const NONCE = 12;
const TAG = 16;
/** How long another process may go on using a key after this one destroyed it. */
const CACHE_MS = 5_000;
const CACHE_KEYS = 256;

/** A random key for each recording, wrapped by the master key. Whoever destroys the key has destroyed every object under it. */
export class KeyStore {
  readonly #dir: string;
  readonly #master: MasterKey;
  readonly #cache = new Map<string, { key: Buffer; until: number }>();

  private constructor(dir: string, master: MasterKey) {
    this.#dir = dir;
    this.#master = master;
  }

  /** @throws Problem master_key_wrong when the keys in the folder were wrapped by another master key, or theirs is gone */
  static async open(options: KeyStoreOptions): Promise<KeyStore> {
    const dir = join(options.dir, 'recordings');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const file = options.masterKeyFile ?? join(options.dir, 'master.key');
    const existing = await anyKeyIn(dir);
    let master = options.masterKey === undefined ? await readMasterKey(file) : parseMasterKey(options.masterKey);
    if (!master && existing) throw wrong('There are wrapped keys, but the master key that wraps them is gone.');
    master ??= await createMasterKey(file);
    if (existing) unwrap(await readWrapped(existing.path), existing.recordingId, master);
    return new KeyStore(dir, master);
  }

  /** The recording's key; the one it has, if it has one. */
  async create(recordingId: string): Promise<Buffer> {
    const path = this.#path(recordingId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const half = `${path}.${randomBytes(8).toString('hex')}`;
    try {
      const file = await open(half, 'wx', 0o600);
      await writeAndClose(file, JSON.stringify(wrap(randomBytes(32), recordingId, this.#master)));
      await link(half, path);
    } catch (error) {
      if (errorCode(error) === 'ENOSPC') throw new Problem('storage_full', undefined, { cause: error });
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      await unlessMissing(unlink(half));
    }
    await syncFolder(dirname(path));
    return this.get(recordingId);
  }

  /** @throws Problem key_missing, master_key_wrong */
  async get(recordingId: string): Promise<Buffer> {
    const cached = this.#cache.get(recordingId);
    if (cached && cached.until > Date.now()) return cached.key;
    this.#cache.delete(recordingId);
    const key = unwrap(await readWrapped(this.#path(recordingId)), recordingId, this.#master);
    this.#cache.set(recordingId, { key, until: Date.now() + CACHE_MS });
    const oldest = this.#cache.keys().next();
    if (this.#cache.size > CACHE_KEYS && !oldest.done) this.#cache.delete(oldest.value);
    return key;
  }

  /** No way back. Destroying what is not there is no error. */
  async destroy(recordingId: string): Promise<void> {
    this.#cache.delete(recordingId);
    await unlessMissing(unlink(this.#path(recordingId)));
    await syncFolder(dirname(this.#path(recordingId)));
  }

  /** Two letters of folder, so that none grows beyond what a file system likes. */
  #path(recordingId: string): string {
    if (!/^[0-9A-Za-z-]{2,64}$/.test(recordingId)) throw new RangeError(`Not a recording's id: ${recordingId}`);
    return join(this.#dir, recordingId.slice(0, 2), `${recordingId}.json`);
  }
}

const additionalData = (recordingId: string, masterKeyId: string) =>
  Buffer.from(`lesblik recording key\n${masterKeyId}\n${recordingId}`);

function wrap(key: Buffer, recordingId: string, master: MasterKey): WrappedKey {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', master.bytes, nonce, { authTagLength: TAG });
  cipher.setAAD(additionalData(recordingId, master.id));
  const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { version: 1, masterKeyId: master.id, wrapped: wrapped.toString('base64') };
}

function unwrap(stored: WrappedKey, recordingId: string, master: MasterKey): Buffer {
  if (stored.masterKeyId !== master.id)
    throw wrong(`Wrapped by master key ${stored.masterKeyId}, this one is ${master.id}.`);
  const wrapped = Buffer.from(stored.wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', master.bytes, wrapped.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(additionalData(recordingId, master.id));
  decipher.setAuthTag(wrapped.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE, -TAG)), decipher.final()]);
  } catch (error) {
    throw new Problem('master_key_wrong', undefined, { cause: error });
  }
}

const wrong = (reason: string) => new Problem('master_key_wrong', undefined, { cause: new Error(reason) });

async function readWrapped(path: string): Promise<WrappedKey> {
  const text = await unlessMissing(readFile(path, 'utf8'));
  if (text === undefined) throw new Problem('key_missing', undefined, { cause: new Error(path) });
  return JSON.parse(text) as WrappedKey;
}

/** One wrapped key, whichever comes first. */
async function anyKeyIn(dir: string): Promise<{ path: string; recordingId: string } | undefined> {
  for await (const entry of await opendir(dir, { recursive: true })) {
    if (entry.isFile() && entry.name.endsWith('.json')) {
      return { path: join(entry.parentPath, entry.name), recordingId: entry.name.slice(0, -'.json'.length) };
    }
  }
  return undefined;
}

async function writeAndClose(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
