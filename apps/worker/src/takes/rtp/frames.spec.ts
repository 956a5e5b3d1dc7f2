import { describe, expect, test } from '@jest/globals';
import { VideoFrames } from './frames.ts';
import { h264 } from './h264.ts';
import { InSequence } from './in-sequence.ts';
import { parsePacket } from './packet.ts';
import { vp8 } from './vp8.ts';

interface Sent {
  sequence: number;
  timestamp: number;
  marker: boolean;
  payload: number[];
}

const bytesOf = ({ sequence, timestamp, marker, payload }: Sent): Uint8Array => {
  const head = Buffer.alloc(12);
  head.writeUInt8(0x80, 0);
  head.writeUInt8((marker ? 0x80 : 0) | 96, 1);
  head.writeUInt16BE(sequence, 2);
  head.writeUInt32BE(timestamp, 4);
  return Buffer.concat([head, Buffer.from(payload)]);
};

function seen(depacketizer: typeof vp8, sent: Sent[]) {
  const order = new InSequence();
  const frames = new VideoFrames(depacketizer);
  const packets = sent.flatMap((one) => parsePacket(bytesOf(one)) ?? []);
  const ordered = [...packets.flatMap((packet) => order.push(packet, 0)), ...order.flush()];
  return ordered.flatMap((one) => frames.push(one) ?? []);
}

/** Descriptor with a picture id of 15 bits, a layer index and a key index, then the payload (RFC 7741, 4.2). */
const longHead = (begins: boolean): number[] => [begins ? 0x90 : 0x80, 0xf0, 0x81, 0x02, 0x03, 0x04];
const key = (width: number): number[] => [0x00, 0, 0, 0x9d, 0x01, 0x2a, width & 0xff, width >> 8, 90, 0];
const delta = [0x01, 7, 7];

describe('VP8', () => {
  const sent: Sent[] = [
    { sequence: 1, timestamp: 100, marker: false, payload: [...longHead(true), ...key(160)] },
    { sequence: 2, timestamp: 100, marker: true, payload: [...longHead(false), 9, 9] },
    { sequence: 3, timestamp: 200, marker: false, payload: [0x10, ...delta] },
    { sequence: 4, timestamp: 200, marker: true, payload: [0x00, 8] },
    { sequence: 5, timestamp: 300, marker: true, payload: [0x10, ...delta] },
    { sequence: 6, timestamp: 400, marker: true, payload: [0x10, ...key(160)] },
    { sequence: 7, timestamp: 500, marker: true, payload: [0x10, ...key(320)] },
  ];

  test('frames are put together out of their packets, and another size begins anew', () => {
    expect(seen(vp8, sent).map(({ rtp, key: isKey, fresh, shape }) => [rtp, isKey, fresh, shape])).toEqual([
      [100, true, true, '160x90'],
      [200, false, false, undefined],
      [300, false, false, undefined],
      [400, true, false, '160x90'],
      [500, true, true, '320x90'],
    ]);
    expect([...(seen(vp8, sent)[0]?.data ?? [])]).toEqual([...key(160), 9, 9]);
  });

  test.each([
    ['the end of a frame', 4],
    ['the beginning of a frame', 3],
  ])('with %s lost, nothing is shown until the next key frame', (_, lost) => {
    const left = sent.filter(({ sequence }) => sequence !== lost);
    expect(seen(vp8, left).map(({ rtp, fresh }) => [rtp, fresh])).toEqual([
      [100, true],
      [400, false],
      [500, true],
    ]);
  });

  test('a whole frame that is lost counts too; an empty packet in its place does not', () => {
    const [a, b, c, d] = sent;
    const probe = { sequence: 5, timestamp: 300, marker: false, payload: [] };
    const kept = [a, b, c, d].filter((one) => one !== undefined);
    const later = { sequence: 6, timestamp: 400, marker: true, payload: [0x10, ...delta] };
    expect(seen(vp8, [...kept, later]).map(({ rtp }) => rtp)).toEqual([100, 200]);
    expect(seen(vp8, [...kept, probe, later]).map(({ rtp }) => rtp)).toEqual([100, 200, 400]);
  });
});

describe('H.264', () => {
  const sps = [0x67, 0x42, 0xe0, 0x1f, 1];
  const pps = [0x68, 2];
  const sized = (unit: number[]): number[] => [0, unit.length, ...unit];
  const sent: Sent[] = [
    { sequence: 1, timestamp: 100, marker: false, payload: [0x78, ...sized(sps), ...sized(pps)] },
    { sequence: 2, timestamp: 100, marker: false, payload: [0x7c, 0x85, 11, 12] },
    { sequence: 3, timestamp: 100, marker: false, payload: [0x7c, 0x05, 13] },
    { sequence: 4, timestamp: 100, marker: true, payload: [0x7c, 0x45, 14] },
    { sequence: 5, timestamp: 200, marker: true, payload: [0x41, 21, 22] },
  ];

  test('units alone, together and in pieces become a frame with its decoder’s configuration', () => {
    const [first, second] = seen(h264, sent);
    expect(first).toMatchObject({ rtp: 100, key: true, fresh: true });
    expect([...(first?.data ?? [])]).toEqual([
      ...[0, 0, 0, 5, ...sps, 0, 0, 0, 2, ...pps],
      ...[0, 0, 0, 5, 0x65, 11, 12, 13, 14],
    ]);
    expect([...(first?.description ?? [])]).toEqual([1, 0x42, 0xe0, 0x1f, 0xff, 0xe1, 0, 5, ...sps, 1, 0, 2, ...pps]);
    expect([...(second?.data ?? [])]).toEqual([0, 0, 0, 3, 0x41, 21, 22]);
  });

  test.each([1, 2, 3, 4])('without packet %i of the key frame nothing can be shown', (lost) => {
    expect(
      seen(
        h264,
        sent.filter(({ sequence }) => sequence !== lost),
      ),
    ).toEqual([]);
  });
});

test('padding, contributors and header extensions are no part of a packet’s payload', () => {
  const head = Buffer.from([0xb1, 0xe0, 0, 5, 0, 0, 0, 9, 0, 0, 0, 7, 0, 0, 0, 1]);
  const extension = Buffer.from([0xbe, 0xde, 0, 2, 0x40, 0x03, 0, 0x51, 6, 7, 0, 0]);
  const packet = parsePacket(Buffer.concat([head, extension, Buffer.from([1, 2, 3, 0, 0, 3])]));
  expect(packet).toMatchObject({ ssrc: 7, payloadType: 96, marker: true, sequence: 5, timestamp: 9 });
  expect([...(packet?.payload ?? [])]).toEqual([1, 2, 3]);
  expect(packet?.extensions.get(4)).toEqual(Uint8Array.of(3));
  expect(packet?.extensions.get(5)).toEqual(Uint8Array.of(6, 7));
  expect(parsePacket(head.subarray(0, 11))).toBeUndefined();
  expect(parsePacket(Buffer.from([0x90, ...head.subarray(1, 12), 0xbe, 0xde, 0, 9]))).toBeUndefined();
});
