import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainSize, RECORD } from './frames.ts';
import type { Batch, StoredObject } from './object-store.ts';
import { bytesOf, readSealed, writeSealed } from './sealed-objects.ts';

const key = randomBytes(32);
const FRAME = 65_536;

async function sealed(plain: Uint8Array): Promise<Buffer> {
  const stored: Buffer[] = [];
  const put = async (_key: string, body: AsyncIterable<Batch>) => {
    for await (const batch of body) stored.push(Buffer.concat(batch));
  };
  await writeSealed({ put }, 'recordings/a/b', key, plain);
  return Buffer.concat(stored);
}

/** Opens `stored`, but its bytes end after `until`, as when a line breaks or a file is cut while it is read. */
const endingAt = (stored: Buffer, until: number) => ({
  open: async (): Promise<StoredObject> => ({
    size: stored.length,
    first: once(stored.subarray(0, until)),
    range: (start, end) => once(stored.subarray(Math.min(start, until), Math.min(end, until))),
    close: async () => {},
  }),
});

async function* once(bytes: Buffer) {
  yield Buffer.from(bytes);
}

test('the plain size follows from the stored size, whatever it is', async () => {
  const edges = [0, 1, FRAME - 33, FRAME - 32, FRAME - 31, 2 * FRAME - 32, 2 * FRAME];
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...edges), fc.nat(5 * FRAME)), async (length) => {
      expect(plainSize((await sealed(Buffer.alloc(length))).length)).toBe(length);
    }),
    { numRuns: 30 },
  );
});

test('a stored size that no object can have is damage', () => {
  for (const stored of [0, 32, 59, RECORD + 1, RECORD + 28, 3 * RECORD + 5]) {
    expect(() => plainSize(stored)).toThrow(expect.objectContaining({ code: 'object_damaged' }));
  }
});

test('bytes that end before the object does are damage, not an end', async () => {
  const stored = await sealed(randomBytes(5 * FRAME));
  for (const until of [3 * RECORD, 3 * RECORD + 7, 3 * RECORD + 1000, 5, 0]) {
    const whole = await readSealed(endingAt(stored, until), 'recordings/a/b', key, {});
    await expect(bytesOf(whole.stream)).rejects.toMatchObject({ code: 'object_damaged' });
    const range = await readSealed(endingAt(stored, until), 'recordings/a/b', key, { start: 100, end: 4 * FRAME });
    await expect(bytesOf(range.stream)).rejects.toMatchObject({ code: 'object_damaged' });
  }
});

test('the same words sealed twice are nowhere the same', async () => {
  const [one, two] = [await sealed(Buffer.alloc(3 * FRAME)), await sealed(Buffer.alloc(3 * FRAME))];
  for (let at = 8; at + 16 <= one.length; at += 4096) {
    expect(one.subarray(at, at + 16).equals(two.subarray(at, at + 16))).toBe(false);
  }
});

test('what was given to be written is left as it is', async () => {
  const plain = randomBytes(4 * 16 * FRAME);
  const before = Buffer.from(plain);
  await sealed(plain);
  expect(plain.equals(before)).toBe(true);
});

test('what was read is given back as it is opened, however it comes; what is handed on is left to who takes it', async () => {
  const plain = randomBytes(5 * FRAME + 77);
  const stored = await sealed(plain);
  for (const length of [stored.length, RECORD, 2 * RECORD + 5, 50_000]) {
    const read: Buffer[] = [];
    const chunks = async function* () {
      for (let at = 0; at < stored.length; at += length) {
        const chunk = Buffer.allocUnsafeSlow(Math.min(length, stored.length - at));
        stored.copy(chunk, 0, at);
        read.push(chunk);
        yield chunk;
      }
    };
    const object = { size: stored.length, first: chunks(), range: chunks, close: async () => {} };
    const { stream } = await readSealed({ open: async () => object }, 'recordings/a/b', key, {});
    const pieces = (await stream.toArray()) as Buffer[];
    expect(Buffer.concat(pieces).equals(plain)).toBe(true);
    expect(read.filter(({ buffer }) => !(buffer as ArrayBuffer).detached && buffer.byteLength >= 4096)).toEqual([]);
    // None is a copy of several.
    expect(pieces.every((piece) => piece.length <= FRAME)).toBe(true);
  }
});
