import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { highestLayers, type Showable } from './layers.ts';

const parts = fc
  .array(
    fc.record({
      layer: fc.nat(2),
      chain: fc.nat(100),
      from: fc.integer({ min: 0, max: 20 }),
      length: fc.integer({ min: 1, max: 10 }),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    // A layer shows one thing at a time.
    [0, 1, 2].flatMap((layer) => {
      let end = 0;
      return list
        .filter((one) => one.layer === layer)
        .map(({ chain, from, length }): Showable => {
          const begin = end + from * 1000;
          end = begin + length * 1000;
          return { layer, chain, from: begin, to: end };
        });
    }),
  );

test('at each moment the highest layer that is there is shown', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const shown = highestLayers(given);
      for (let at = 500; at < 100_000; at += 1000) {
        const there = given.filter(({ from, to }) => from <= at && at < to);
        const best = there.toSorted((a, b) => b.layer - a.layer)[0];
        const now = shown.filter(({ from, to }) => from <= at && at < to);
        expect(now.map(({ layer, chain }) => [layer, chain])).toEqual(best ? [[best.layer, best.chain]] : []);
      }
      for (const [i, { from }] of shown.entries()) expect(from).toBeGreaterThanOrEqual(shown[i - 1]?.to ?? 0);
    }),
  );
});

test('a larger picture that is gone at once is not worth the change, unless there is no other', () => {
  const small = { layer: 0, chain: 0, from: 0, to: 10_000 };
  const blink = { layer: 1, chain: 1, from: 4_000, to: 4_400 };
  expect(highestLayers([small, blink])).toEqual([small]);
  expect(highestLayers([blink])).toEqual([blink]);
});
