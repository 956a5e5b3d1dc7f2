import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, type Marked } from './compare.ts';

const marks = (side: string): fc.Arbitrary<Marked[]> =>
  fc
    .array(
      fc.record({
        startMs: fc.nat(100_000),
        length: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: null }),
        goalIds: fc.uniqueArray(fc.constantFrom('een', 'twee', 'drie'), { maxLength: 2 }),
      }),
      { maxLength: 25 },
    )
    .map((items) =>
      items.map(({ startMs, length, goalIds }, n) => ({
        ...{ id: `${side}${n}`, startMs, goalIds },
        endMs: length === null ? null : startMs + length,
      })),
    );
const within = fc.nat(15_000);
const two = fc.tuple(marks('m'), marks('t'), within);

const at = (id: string, startMs: number, endMs: number | null = null, goalIds: string[] = []): Marked => ({
  ...{ id, startMs, endMs, goalIds },
});
const ids = (list: readonly Marked[]) => list.map(({ id }) => id);
/** How far apart two lie; said in another way than the code has it. */
const gap = (a: Marked, b: Marked) => {
  const [first, second] = a.startMs <= b.startMs ? [a, b] : [b, a];
  return Math.max(0, second.startMs - (first.endMs ?? first.startMs));
};
const short = ({ both, mine, theirs }: ReturnType<typeof compare>) => ({
  both: both.map((met) => [ids(met.mine).toSorted(), ids(met.theirs).toSorted()]),
  mine: ids(mine).toSorted(),
  theirs: ids(theirs).toSorted(),
});

describe('what two people marked apart', () => {
  test('every mark is in exactly one place', () => {
    fc.assert(
      fc.property(two, ([mine, theirs, withinMs]) => {
        const { both, mine: alone, theirs: aloneToo } = compare(mine, theirs, withinMs);
        expect(ids([...both.flatMap((met) => met.mine), ...alone]).toSorted()).toEqual(ids(mine).toSorted());
        expect(ids([...both.flatMap((met) => met.theirs), ...aloneToo]).toSorted()).toEqual(ids(theirs).toSorted());
      }),
    );
  });

  test('a mark stands alone exactly when none of the other lies within the distance', () => {
    fc.assert(
      fc.property(two, ([mine, theirs, withinMs]) => {
        const { mine: alone } = compare(mine, theirs, withinMs);
        const far = mine.filter((one) => theirs.every((other) => gap(one, other) > withinMs));
        expect(ids(alone).toSorted()).toEqual(ids(far).toSorted());
      }),
    );
  });

  test('marks of one place hang together, and marks of two places never meet', () => {
    fc.assert(
      fc.property(two, ([mine, theirs, withinMs]) => {
        const { both } = compare(mine, theirs, withinMs);
        both.forEach((met, n) => {
          expect(met.mine.length * met.theirs.length).toBeGreaterThan(0);
          const reached = new Set<Marked>(met.mine.slice(0, 1));
          for (const _ of [...met.mine, ...met.theirs])
            for (const [one, others] of [...met.mine, ...met.theirs].map(
              (mark) =>
                [
                  mark,
                  (met.mine.includes(mark) ? met.theirs : met.mine).filter((other) => gap(mark, other) <= withinMs),
                ] as const,
            ))
              if (reached.has(one)) for (const other of others) reached.add(other);
          expect(reached.size).toBe(met.mine.length + met.theirs.length);
          for (const next of both.slice(n + 1))
            for (const one of met.mine)
              for (const other of next.theirs) expect(gap(one, other)).toBeGreaterThan(withinMs);
        });
      }),
    );
  });

  test('seen from the other side it is the same', () => {
    fc.assert(
      fc.property(two, ([mine, theirs, withinMs]) => {
        const [here, there] = [compare(mine, theirs, withinMs), compare(theirs, mine, withinMs)];
        expect(short({ ...there, mine: there.theirs, theirs: there.mine, both: [] })).toEqual(
          short({ ...here, both: [] }),
        );
        const flipped = there.both.map((met) => [ids(met.theirs).toSorted(), ids(met.mine).toSorted()]);
        expect(flipped.map(String).toSorted()).toEqual(short(here).both.map(String).toSorted());
        expect(here.goals).toEqual({ mine: there.goals.theirs, theirs: there.goals.mine });
      }),
    );
  });

  test('the order in which they were written and the place in the lesson change nothing', () => {
    fc.assert(
      fc.property(two, fc.nat(1_000_000), ([mine, theirs, withinMs], later) => {
        const shift = (list: readonly Marked[]) =>
          list.map((mark) => ({
            ...mark,
            ...{ startMs: mark.startMs + later, endMs: mark.endMs === null ? null : mark.endMs + later },
          }));
        const moved = short(compare(shift(mine).toReversed(), shift(theirs).toReversed(), withinMs));
        const plain = short(compare(mine, theirs, withinMs));
        const sorted = (one: typeof plain) => ({ ...one, both: one.both.map(String).toSorted() });
        expect(sorted(moved)).toEqual(sorted(plain));
      }),
    );
  });

  test('a wider distance leaves nobody alone who was not', () => {
    fc.assert(
      fc.property(two, within, ([mine, theirs, withinMs], more) => {
        const [near, wide] = [compare(mine, theirs, withinMs), compare(mine, theirs, withinMs + more)];
        expect(ids(near.mine)).toEqual(expect.arrayContaining(ids(wide.mine)));
        expect(wide.both.length > 0 || near.both.length === 0).toBe(true);
      }),
    );
  });

  test('a goal differs when only one of the two linked it, at a place and over the lesson', () => {
    fc.assert(
      fc.property(two, ([mine, theirs, withinMs]) => {
        const { both, goals } = compare(mine, theirs, withinMs);
        for (const { mine: a, theirs: b, goals: found } of [...both, { mine, theirs, goals }])
          for (const goal of ['een', 'twee', 'drie']) {
            const [here, there] = [a, b].map((list) => list.some(({ goalIds }) => goalIds.includes(goal)));
            expect(found.mine.includes(goal)).toBe(here === true && there === false);
            expect(found.theirs.includes(goal)).toBe(there === true && here === false);
          }
      }),
    );
  });

  test('moments and fragments: touching, within the distance, just past it', () => {
    expect(short(compare([at('a', 1000)], [at('b', 1000)], 0)).both).toEqual([[['a'], ['b']]]);
    expect(short(compare([at('a', 1000, 2000)], [at('b', 2000)], 0)).both).toEqual([[['a'], ['b']]]);
    expect(short(compare([at('a', 1000)], [at('b', 6000)], 5000)).both).toEqual([[['a'], ['b']]]);
    expect(short(compare([at('a', 1000)], [at('b', 6001)], 5000)).both).toEqual([]);
    expect(short(compare([at('a', 0, 90_000)], [at('b', 40_000, 41_000)], 0)).both).toEqual([[['a'], ['b']]]);
  });

  test('one long fragment meets every moment in it, and the last after a short one', () => {
    const found = compare(
      [at('long', 0, 60_000, ['een']), at('later', 90_000)],
      [at('b', 5000, null, ['twee']), at('c', 50_000, null, ['een']), at('d', 200_000)],
      0,
    );
    expect(short(found)).toEqual({ both: [[['long'], ['b', 'c']]], mine: ['later'], theirs: ['d'] });
    expect(found.both[0]?.goals).toEqual({ mine: [], theirs: ['twee'] });
  });

  test('places come in the order of the lesson', () => {
    const list = [at('x', 50_000), at('y', 1000), at('z', 20_000)];
    const others = list.map((mark) => ({ ...mark, id: `${mark.id}2` }));
    expect(compare(list, others, 0).both.map(({ mine }) => ids(mine))).toEqual([['y'], ['z'], ['x']]);
    expect(compare([], [], 0)).toEqual({ both: [], mine: [], theirs: [], goals: { mine: [], theirs: [] } });
  });
});
