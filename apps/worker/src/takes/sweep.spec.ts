import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Sweep } from './sweep.ts';

const spans = fc.array(
  fc.tuple(fc.nat(40), fc.integer({ min: 0, max: 15 })).map(([from, length]) => ({ from, to: from + length })),
);

test('at each moment asked for, what covers it, as looking through all of them would find it', () => {
  fc.assert(
    fc.property(spans, fc.array(fc.nat(60)), (given, asked) => {
      const sweep = new Sweep(given, (one) => one);
      for (const moment of asked.toSorted((a, b) => a - b))
        expect(sweep.at(moment)).toEqual(given.filter(({ from, to }) => from <= moment && moment < to));
    }),
  );
});
