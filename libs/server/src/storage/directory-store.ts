import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Problem } from '@lesblik/shared/problems';
import { errorCode, unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';
import { FileWriter } from './file-writer.ts';
import { RECORD } from './frames.ts';
import type { Batch, GrowingObject, ObjectStore, StoredObject, Unfinished } from './object-store.ts';
import { ReadFile } from './read-file.ts';

/** Half-made objects lie beside the finished ones, on the same file system, so that a rename finishes them. */
const UNFINISHED = '.unfinished';
const FOLDER_TRIES = 100;
const READ_AHEAD = 16 * RECORD;

export class DirectoryStore implements ObjectStore {
  readonly appendUnit = 16 * RECORD;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(key: string, body: AsyncIterable<Batch>, signal?: AbortSignal): Promise<void> {
    const token = randomUUID();
    const file = await this.#create(this.#unfinished(key, token));
    try {
      const writer = new FileWriter(file, 0);
      try {
        for await (const batch of body) {
          signal?.throwIfAborted();
          await writer.write(batch);
        }
        await writer.settle();
        await file.sync();
      } finally {
        await writer.idle();
        await file.close();
      }
      signal?.throwIfAborted();
      await this.#publish(key, token);
    } catch (error) {
      await this.abandon(key, token);
      throw asProblem(error, key);
    }
  }

  async open(key: string, firstBytes = Number.POSITIVE_INFINITY): Promise<StoredObject> {
    const file = await ReadFile.open(this.#path(key)).catch((error: unknown) => {
      throw asProblem(error, key);
    });
    const read: ReadAt = (into, at) => file.read(into, at);
    const { size } = file;
    return {
      size,
      first: readRange(read, 0, Math.min(firstBytes, size)),
      range: (start, end) => readRange(read, start, end),
      close: () => file.close(),
    };
  }

  async size(key: string): Promise<number | undefined> {
    const found = await unlessMissing(stat(this.#path(key)));
    return found?.isFile() ? found.size : undefined;
  }

  async *list(prefix: string): AsyncGenerator<{ key: string; size: number }> {
    for await (const path of filesBelow(this.#root, prefix)) {
      const found = await unlessMissing(stat(join(this.#root, path)));
      if (found) yield { key: path, size: found.size };
    }
  }

  async delete(key: string): Promise<void> {
    await unlessMissing(unlink(this.#path(key)));
    await this.#prune(dirname(this.#path(key)));
  }

  async startGrowing(key: string): Promise<string> {
    const token = randomUUID();
    const file = await this.#create(this.#unfinished(key, token));
    await file.close();
    return token;
  }

  async grow(key: string, token: string): Promise<GrowingObject | undefined> {
    const file = await unlessMissing(open(this.#unfinished(key, token), constants.O_RDWR));
    if (!file) return undefined;
    const { size } = await file.stat();
    const writer = new FileWriter(file, size - (size % this.appendUnit));
    const settled = async () => {
      try {
        await writer.settle();
      } catch (error) {
        throw asProblem(error, key);
      }
    };
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= writer.idle().then(() => file.close()));
    return {
      get size() {
        return writer.end;
      },
      append: async (unit) => {
        await settled();
        await writer.write(unit);
      },
      sync: async () => {
        await settled();
        await file.datasync();
      },
      readBack: (start, stop) => readRange(readAt(file), start, stop),
      cut: (to) => writer.truncate(to),
      finish: async () => {
        await settled();
        await writer.truncate(writer.end);
        await file.sync();
        await close();
        await this.#publish(key, token);
      },
      close,
    };
  }

  async *listUnfinished(prefix: string): AsyncGenerator<Unfinished> {
    const root = join(this.#root, UNFINISHED);
    for await (const path of filesBelow(root, prefix)) {
      const found = await unlessMissing(stat(join(root, path)));
      const dot = path.lastIndexOf('~');
      if (found) yield { key: path.slice(0, dot), token: path.slice(dot + 1), touchedAt: found.mtime };
    }
  }

  async abandon(key: string, token: string): Promise<void> {
    const path = this.#unfinished(key, token);
    await unlessMissing(unlink(path));
    await this.#prune(dirname(path));
  }

  async freeBytes(): Promise<number> {
    await mkdir(this.#root, { recursive: true });
    const { bavail, bsize } = await statfs(this.#root);
    return bavail * bsize;
  }

  async check(): Promise<void> {
    await this.freeBytes();
  }

  close(): void {}

  #path(key: string): string {
    return join(this.#root, key);
  }

  #unfinished(key: string, token: string): string {
    return join(this.#root, UNFINISHED, `${key}~${token}`);
  }

  /** While many write and delete, neighbours may prune the folder between making it and using it, more than once. */
  async #inFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
    for (let left = FOLDER_TRIES; ; left -= 1) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        return await act();
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || left === 0) throw error;
      }
    }
  }

  async #create(path: string): Promise<FileHandle> {
    try {
      return await this.#inFolder(dirname(path), () => open(path, 'wx+', 0o600));
    } catch (error) {
      throw asProblem(error, path);
    }
  }

  async #publish(key: string, token: string): Promise<void> {
    const from = this.#unfinished(key, token);
    const to = this.#path(key);
    try {
      await this.#inFolder(dirname(to), () => rename(from, to));
      await syncFolder(dirname(to));
    } catch (error) {
      await this.#prune(dirname(to));
      throw asProblem(error, key);
    }
    await this.#prune(dirname(from));
  }

  /** Removes folders that became empty, up to the root. */
  async #prune(folder: string): Promise<void> {
    for (let at = folder; at !== this.#root && at.startsWith(this.#root + sep); at = dirname(at)) {
      try {
        await rmdir(at);
      } catch (error) {
        if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'].includes(errorCode(error) ?? '')) return;
        throw error;
      }
    }
  }
}

/** Bytes read into `into` from `at` on; none at the end. */
type ReadAt = (into: Buffer, at: number) => Promise<number>;

const readAt =
  (file: FileHandle): ReadAt =>
  async (into, at) =>
    (await file.read(into, 0, into.length, at)).bytesRead;

async function* readRange(read: ReadAt, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_AHEAD, end - at));
    const bytes = await read(buffer, at);
    if (bytes === 0) return;
    yield bytes === buffer.length ? buffer : buffer.subarray(0, bytes);
    at += bytes;
  }
}

async function* filesBelow(root: string, prefix: string): AsyncGenerator<string> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const entries = (await unlessMissing(readdir(join(root, folder), { withFileTypes: true }))) ?? [];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}${entry.name}`;
    if (path === UNFINISHED || !(entry.isDirectory() ? `${path}/` : path).startsWith(prefix)) continue;
    if (entry.isDirectory()) yield* filesBelow(root, `${path}/`);
    else yield relative(root, join(root, path)).split(sep).join('/');
  }
}

function asProblem(error: unknown, key: string): unknown {
  if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? ''))
    return new Problem('storage_full', undefined, { cause: error });
  if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(errorCode(error) ?? '')) {
    return new Problem('object_missing', undefined, { cause: new Error(key, { cause: error }) });
  }
  return error;
}
