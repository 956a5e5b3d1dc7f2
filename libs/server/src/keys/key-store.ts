import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, opendir, readdir, readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '@lesblik/shared/problems';
import { errorCode, unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';
import { KeyServer, type KeyServerOptions } from './key-server.ts';
import { type KeyWrapper, type WrappedKey, wrong } from './key-wrapper.ts';
import { LocalMasterKeys } from './local-master-keys.ts';
import { createMasterKey } from './master-key.ts';

export interface KeyStoreOptions {
  /** Folder of the wrapped keys; on one machine a local one, with more machines a shared volume. */
  dir: string;
  /** 32 bytes as hex or base64. Without it the file below is used, and made on the first start. */
  masterKey?: string | undefined;
  /** The one before it, as long as keys are wrapped by that. */
  masterKeyBefore?: string | undefined;
  /** `<dir>/master.key` by default. */
  masterKeyFile?: string | undefined;
  /** Wraps from now on, instead of a master key at hand; what that wrapped it still opens. */
  keyServer?: KeyServerOptions | undefined;
}

/** How long another process may go on using a key after this one destroyed it. */
const CACHE_MS = 5_000;
const CACHE_KEYS = 256;

/** A random key for each recording, wrapped by the master key. Whoever destroys the key has destroyed every object under it. */
export class KeyStore {
  readonly #dir: string;
  /** The first wraps. */
  readonly #wrappers: readonly [KeyWrapper, ...KeyWrapper[]];
  readonly #cache = new Map<string, { key: Buffer; until: number }>();

  private constructor(dir: string, wrappers: readonly [KeyWrapper, ...KeyWrapper[]]) {
    this.#dir = dir;
    this.#wrappers = wrappers;
  }

  /** @throws Problem master_key_wrong when the keys in the folder were wrapped by another master key, or theirs is gone */
  static async open(options: KeyStoreOptions): Promise<KeyStore> {
    const dir = join(options.dir, 'recordings');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const masterKeyFile = options.masterKeyFile ?? join(options.dir, 'master.key');
    const existing = await firstOf(wrappedKeysIn(dir));
    let local = await LocalMasterKeys.open({ ...options, masterKeyFile });
    if (!local && !options.keyServer) {
      if (existing) throw wrong('There are wrapped keys, but the master key that wraps them is gone.');
      await createMasterKey(masterKeyFile);
      local = await LocalMasterKeys.open({ ...options, masterKeyFile });
    }
    const all = [options.keyServer && new KeyServer(options.keyServer), local].filter((one) => one !== undefined);
    const [first, ...rest] = all;
    if (!first) throw wrong(`No master key can be read from ${masterKeyFile}.`);
    const store = new KeyStore(dir, [first, ...rest]);
    if (existing) await store.#unwrap(await readWrapped(existing.path), existing.recordingId);
    return store;
  }

  /** The recording's key; the one it has, if it has one. */
  async create(recordingId: string): Promise<Buffer> {
    const path = this.#path(recordingId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const half = `${path}.${randomBytes(8).toString('hex')}`;
    try {
      // Before the file is opened: a key server may be away.
      const wrapped = await this.#wrappers[0].wrap(randomBytes(32), recordingId);
      await writeAndClose(await open(half, 'wx', 0o600), JSON.stringify(wrapped));
      await link(half, path);
      // The master key may have been changed meanwhile, and the one who changed it did not see this file yet.
      await this.#rewrap(path, recordingId);
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
    const key = await this.#read(recordingId);
    this.#cache.set(recordingId, { key, until: Date.now() + CACHE_MS });
    const oldest = this.#cache.keys().next();
    if (this.#cache.size > CACHE_KEYS && !oldest.done) this.#cache.delete(oldest.value);
    return key;
  }

  /** No way back. Destroying what is not there is no error. */
  async destroy(recordingId: string): Promise<void> {
    this.#cache.delete(recordingId);
    const path = this.#path(recordingId);
    const folder = dirname(path);
    await unlessMissing(unlink(path));
    // Whoever died while it was made left the same key under half a name.
    for (const name of (await unlessMissing(readdir(folder))) ?? [])
      if (name.startsWith(basename(path))) await unlessMissing(unlink(join(folder, name)));
    await syncFolder(folder);
  }

  /**
   * Wraps anew what an earlier master key wraps, while everything goes on. The recordings' own keys stay, and their objects.
   * @returns how many there were
   */
  async rewrap(): Promise<number> {
    let count = 0;
    for await (const { path, recordingId } of wrappedKeysIn(this.#dir)) {
      if (await this.#rewrap(path, recordingId)) count += 1;
    }
    return count;
  }

  /** In place: a file put over it would bring back a key that was destroyed in between. */
  async #rewrap(path: string, recordingId: string): Promise<boolean> {
    const file = await unlessMissing(open(path, 'r+'));
    if (file === undefined) return false;
    try {
      const before = await file.readFile('utf8');
      const stored = JSON.parse(before) as WrappedKey;
      if (stored.masterKeyId === (await this.#wrappers[0].currentId())) return false;
      const wrapped = await this.#wrappers[0].wrap(await this.#unwrap(stored, recordingId), recordingId);
      // One write of less than a disk's sector, never shorter than what it covers: it is there whole or not at all.
      await file.write(JSON.stringify(wrapped).padEnd(before.length), 0);
      await file.sync();
      return true;
    } finally {
      await file.close();
    }
  }

  async #read(recordingId: string): Promise<Buffer> {
    const path = this.#path(recordingId);
    try {
      return await this.#unwrap(await readWrapped(path), recordingId);
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof Problem && error.code === 'master_key_wrong'))
        throw error;
      // Read while it was wrapped anew.
      return this.#unwrap(await readWrapped(path), recordingId);
    }
  }

  async #unwrap(stored: WrappedKey, recordingId: string): Promise<Buffer> {
    for (const wrapper of this.#wrappers) {
      if (await wrapper.knows(stored.masterKeyId)) return wrapper.unwrap(stored, recordingId);
    }
    throw wrong(`Wrapped by master key ${stored.masterKeyId}, which is not here.`);
  }

  /** Two letters of folder, so that none grows beyond what a file system likes. */
  #path(recordingId: string): string {
    if (!/^[0-9A-Za-z-]{2,64}$/.test(recordingId)) throw new RangeError(`Not a recording's id: ${recordingId}`);
    return join(this.#dir, recordingId.slice(0, 2), `${recordingId}.json`);
  }
}

async function readWrapped(path: string): Promise<WrappedKey> {
  const text = await unlessMissing(readFile(path, 'utf8'));
  if (text === undefined) throw new Problem('key_missing', undefined, { cause: new Error(path) });
  return JSON.parse(text) as WrappedKey;
}

async function* wrappedKeysIn(dir: string): AsyncGenerator<{ path: string; recordingId: string }> {
  for await (const entry of await opendir(dir, { recursive: true })) {
    if (entry.isFile() && entry.name.endsWith('.json')) {
      yield { path: join(entry.parentPath, entry.name), recordingId: entry.name.slice(0, -'.json'.length) };
    }
  }
}

async function firstOf<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of all) return one;
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
