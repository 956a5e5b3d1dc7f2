import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Unwrapper } from './unwrap.ts';

test('a counter that begins again at 0 is counted on, forwards and back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(16 as const, 32 as const),
      fc.nat(2 ** 16 - 1),
      fc.array(fc.integer({ min: -20_000, max: 30_000 }), { maxLength: 300 }),
      (bits, start, steps) => {
        const unwrapper = new Unwrapper(bits);
        let value = start;
        expect(unwrapper.next(start)).toBe(start);
        for (const step of steps) {
          value += step;
          const wrapped = ((value % 2 ** bits) + 2 ** bits) % 2 ** bits;
          expect(unwrapper.next(wrapped)).toBe(value);
        }
      },
    ),
  );
});
