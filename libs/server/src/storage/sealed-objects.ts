import type { Readable } from 'node:stream';
import { Problem } from '@lesblik/shared/problems';
import {
  damaged,
  FrameCipher,
  frameAt,
  frameStart,
  HEADER,
  newHeader,
  openFrames,
  Pieces,
  plainSize,
  RECORD,
  sealFrames,
} from './frames.ts';
import type { Batch, ObjectStore, StoredObject } from './object-store.ts';
import { readableFrom } from './readable.ts';
import { release } from './release.ts';

/** Plain bytes from `start` up to, not including, `end`; both optional. */
export interface ByteRange {
  start?: number | undefined;
  end?: number | undefined;
}

export interface Read {
  /** Plain bytes of the whole object, whatever range was asked for. */
  size: number;
  /** The bytes asked for, each frame verified before it is handed out. Consume or destroy it. */
  stream: Readable;
}

const BATCH_FRAMES = 16;

export async function writeSealed(
  store: Pick<ObjectStore, 'put'>,
  key: string,
  recordingKey: Uint8Array,
  body: AsyncIterable<Uint8Array> | Uint8Array,
  signal?: AbortSignal,
): Promise<{ size: number }> {
  let size = 0;
  async function* batches(): AsyncGenerator<Batch> {
    const header = newHeader();
    const cipher = new FrameCipher(recordingKey, key, header);
    const pending = new Pieces();
    let index = 0;
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      size += chunk.length;
      pending.push(chunk);
      for (;;) {
        const end = index + BATCH_FRAMES;
        const length = frameStart(end) - frameStart(index);
        // A full frame waits for one more byte: it may be the last.
        if (pending.length <= length) break;
        const plain = new Pieces();
        for (const piece of pending.take(length)) plain.push(piece);
        yield sealFrames(cipher, header, index, plain, false);
        index = end;
      }
    }
    yield sealFrames(cipher, header, index, pending, true);
  }
  await store.put(key, batches(), signal);
  return { size };
}

export async function readSealed(
  store: Pick<ObjectStore, 'open'>,
  key: string,
  recordingKey: Uint8Array,
  range: ByteRange,
): Promise<Read> {
  const whole = range.start === undefined && range.end === undefined;
  const object = await store.open(key, whole ? undefined : HEADER);
  try {
    const size = plainSize(object.size);
    const end = Math.min(range.end ?? size, size);
    const start = Math.min(range.start ?? 0, end);
    const plain = whole ? openWhole(object, key, recordingKey) : openRange(object, key, recordingKey, start, end);
    return { size, stream: readableFrom(plain, () => object.close()) };
  } catch (error) {
    await object.close();
    throw error;
  }
}

async function* openWhole(object: StoredObject, key: string, recordingKey: Uint8Array): AsyncGenerator<Batch> {
  const stored = object.first[Symbol.asyncIterator]();
  const head = await takeHeader(stored);
  const cipher = new FrameCipher(recordingKey, key, head.header);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* head.chunks;
    yield* { [Symbol.asyncIterator]: () => stored };
  }
  const last = Math.ceil(object.size / RECORD) - 1;
  let opened = -1;
  for await (const { index, plain } of openFrames(cipher, 0, last, all(), HEADER)) {
    opened = index;
    yield plain;
  }
  if (opened !== last) throw damaged('it ends before its last frame');
}

async function* openRange(
  object: StoredObject,
  key: string,
  recordingKey: Uint8Array,
  start: number,
  end: number,
): AsyncGenerator<Batch> {
  const { header } = await takeHeader(object.first[Symbol.asyncIterator]());
  const cipher = new FrameCipher(recordingKey, key, header);
  const lastOfAll = Math.ceil(object.size / RECORD) - 1;
  // An empty range past the end opens the last frame all the same: the end may have been cut off.
  const first = Math.min(frameAt(start), lastOfAll);
  const last = end > start ? frameAt(end - 1) : first;
  const stored = object.range(first === 0 ? HEADER : first * RECORD, Math.min((last + 1) * RECORD, object.size));
  let at = frameStart(first);
  for await (const { plain } of openFrames(cipher, first, lastOfAll, stored)) {
    const asked: Buffer[] = [];
    for (const piece of plain) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, piece.length);
      if (from < to) asked.push(piece.subarray(from, to));
      at += piece.length;
    }
    yield asked;
  }
  if (at < end) throw damaged('it ends before its last frame');
}

/** The header, and all that was read for it. */
async function takeHeader(stored: AsyncIterator<Uint8Array>): Promise<{ header: Uint8Array; chunks: Uint8Array[] }> {
  const pieces = new Pieces();
  const chunks: Uint8Array[] = [];
  while (pieces.length < HEADER) {
    const next = await stored.next();
    if (next.done) throw damaged('it ends within its header');
    chunks.push(next.value);
    pieces.push(next.value);
  }
  return { header: pieces.takeOne(HEADER), chunks };
}

/** A small object whole; `undefined` where there is none. */
export async function readSealedBytes(
  store: Pick<ObjectStore, 'open'>,
  key: string,
  recordingKey: Uint8Array,
): Promise<Buffer | undefined> {
  try {
    const { stream } = await readSealed(store, key, recordingKey, {});
    return await bytesOf(stream);
  } catch (error) {
    if (error instanceof Problem && error.code === 'object_missing') return undefined;
    throw error;
  }
}

export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  release(chunks);
  return all;
}
