import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeRecords, encodeRecord, type TrackRecord } from './track-journal.ts';

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const arrivedAt = fc.double({ min: 0, max: 4e12, noNaN: true });
const record = fc.oneof(
  fc.record({
    kind: fc.constant('packet' as const),
    arrivedAt,
    packet: fc.uint8Array({ minLength: 12, maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
  }),
  fc.record({
    kind: fc.constant('report' as const),
    arrivedAt,
    ssrc: u32,
    ntpSeconds: u32,
    ntpFraction: u32,
    rtpTime: u32,
  }),
);

test('what is written of a track is read back, record by record', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records: TrackRecord[]) => {
      expect([...decodeRecords(Buffer.concat(records.map(encodeRecord)))]).toEqual(records);
    }),
  );
});

test('a piece that ends within a record is refused', () => {
  const whole = encodeRecord({ kind: 'packet', arrivedAt: 1, packet: Buffer.alloc(20) });
  expect(() => [...decodeRecords(whole.subarray(0, whole.length - 1))]).toThrow('within a record');
});
