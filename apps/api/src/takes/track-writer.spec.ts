import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { decodeRecords } from '@lesblik/server/takes/track-journal';
import { Problem } from '@lesblik/shared/problems';
import { TrackWriter } from './track-writer.ts';

/** What is asked of the store, each write to be answered by the test. */
interface Write {
  name: string;
  marks: number[];
  done: () => void;
  fail: (error: unknown) => void;
}

let writes: Write[];
let failures: unknown[];
let tooMuch: number;
let writer: TrackWriter;

beforeEach(() => {
  jest.useFakeTimers();
  writes = [];
  failures = [];
  tooMuch = 0;
  writer = new TrackWriter({
    storage: {
      write: ({ name }, piece, options) =>
        new Promise((resolve, reject) => {
          const marks = [...decodeRecords(Buffer.from(piece as Uint8Array))].map(markOf);
          writes.push({ name, marks, done: () => resolve({ size: 0 }), fail: reject });
          options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    },
    recordingId: 'lesson',
    trackId: 'track',
    onFailure: (error) => failures.push(error),
    onTooMuch: () => (tooMuch += 1),
  });
});
afterEach(() => {
  jest.useRealTimers();
});

const markOf = (record: { kind: string; packet?: Uint8Array }): number => record.packet?.[11] ?? -1;
const packet = (mark: number, size = 12) => {
  const bytes = new Uint8Array(size);
  bytes[11] = mark;
  writer.append({ kind: 'packet', arrivedAt: 0, packet: bytes });
};
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

test('what came waits a second at most, and the next piece until the one before it is stored', async () => {
  packet(1);
  await pass(999);
  packet(2);
  expect(writes).toEqual([]);
  await pass(1);
  packet(3);
  await pass(3_000);
  packet(4);
  expect(writes.map(({ marks }) => marks)).toEqual([[1, 2]]);
  writes[0]?.done();
  await pass(0);
  expect(writes.map(({ name, marks }) => [name, marks])).toEqual([
    ['call/track/000000', [1, 2]],
    ['call/track/000001', [3, 4]],
  ]);
});

test('closing stores the rest at once, and nothing after it', async () => {
  packet(1);
  const closed = writer.close();
  packet(2);
  await pass(0);
  expect(writes.map(({ marks }) => marks)).toEqual([[1]]);
  writes[0]?.done();
  await closed;
  expect(writes).toHaveLength(1);
});

test('a store that fails is asked again for the same piece', async () => {
  packet(1);
  await pass(1_000);
  writes[0]?.fail(new Problem('storage_unavailable'));
  await pass(250);
  expect(writes.map(({ name, marks }) => [name, marks])).toEqual([
    ['call/track/000000', [1]],
    ['call/track/000000', [1]],
  ]);
  expect(failures).toEqual([]);
});

test('a store that is full is not asked again: it is told once, and no more is taken', async () => {
  packet(1);
  await pass(1_000);
  writes[0]?.fail(new Problem('storage_full'));
  await pass(0);
  packet(2);
  await writer.close();
  await pass(5_000);
  expect(writes).toHaveLength(1);
  expect(failures).toMatchObject([{ code: 'storage_full' }]);
});

test('a track that brings more than eight megabytes while the store works ends by itself: what came by then is stored', async () => {
  packet(1);
  await pass(1_000);
  for (let n = 0; n < 9_000; n += 1) packet(2, 1_000);
  expect({ failures, tooMuch }).toEqual({ failures: [], tooMuch: 1 });
  const closed = writer.close();
  writes[0]?.done();
  await pass(0);
  writes[1]?.done();
  await closed;
  const recordBytes = 1_013;
  expect(writes[1]?.marks).toHaveLength(Math.floor((8 * 2 ** 20) / recordBytes) + 1);
});

test('nothing waits for longer than ten seconds for a store that hangs', async () => {
  packet(1);
  await pass(1_000);
  await pass(10_001);
  packet(2);
  expect(failures).toHaveLength(1);
});

test('what is discarded is not stored, and a failure of it is not told', async () => {
  packet(1);
  await pass(1_000);
  packet(2);
  await writer.discard();
  await pass(5_000);
  expect(writes.map(({ marks }) => marks)).toEqual([[1]]);
  expect(failures).toEqual([]);
});
