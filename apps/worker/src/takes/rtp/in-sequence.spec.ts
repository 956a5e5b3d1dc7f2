import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InSequence } from './in-sequence.ts';
import type { RtpPacket } from './packet.ts';

const packet = (n: number): RtpPacket => ({
  ...{ ssrc: 1, payloadType: 111, marker: false, sequence: n % 2 ** 16, timestamp: n },
  ...{ payload: Uint8Array.of(1), extensions: new Map() },
});

/** Sent 20 ms apart; each comes some time later, or twice, or never. */
const way = fc.record({ late: fc.integer({ min: 0, max: 600 }), copies: fc.constantFrom(0, 1, 1, 1, 1, 2) });

test('packets come out in the order in which they were sent, once each, and a loss is told', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 16 - 1), fc.array(way, { minLength: 2, maxLength: 120 }), (first, ways) => {
      const arrivals = ways.flatMap(({ late, copies }, i) =>
        Array.from({ length: copies }, (_, copy) => ({ n: first + i, at: i * 20 + late + copy * 90 })),
      );
      arrivals.sort((a, b) => a.at - b.at);
      const order = new InSequence();
      const out = [...arrivals.flatMap(({ n, at }) => order.push(packet(n), at)), ...order.flush()];
      const begun = arrivals[0]?.n ?? 0;
      const came = [...new Set(arrivals.map(({ n }) => n))].filter((n) => n >= begun).toSorted((a, b) => a - b);
      expect(out.map((one) => one.packet.timestamp)).toEqual(came);
      expect(out.map(({ lost }) => lost)).toEqual(came.map((n, i) => i > 0 && n !== (came[i - 1] ?? 0) + 1));
    }),
  );
});

test('what comes after everybody stopped waiting is left out', () => {
  const order = new InSequence();
  order.push(packet(1), 0);
  expect(order.push(packet(3), 20)).toEqual([]);
  const out = order.push(packet(60), 1_100);
  expect(out.map((one) => [one.packet.timestamp, one.lost])).toEqual([[3, true]]);
  expect(order.push(packet(2), 1_110)).toEqual([]);
});

test('a sender that begins its numbers anew is followed', () => {
  const order = new InSequence();
  for (const n of [50_000, 50_001]) order.push(packet(n), 0);
  const out = [...order.push(packet(30_000), 10), ...order.push(packet(30_001), 20)];
  expect(out.map((one) => [one.packet.timestamp, one.lost])).toEqual([
    [30_000, true],
    [30_001, false],
  ]);
});
