import fc from 'fast-check';
import { odd } from './odd.ts';

type Way = readonly (string | number)[];

const isBranch = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

/** Every place in a value, itself not among them. */
function waysIn(value: unknown, way: Way = []): Way[] {
  if (!isBranch(value)) return [];
  const below: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return below.flatMap(([key, one]) => [[...way, key], ...waysIn(one, [...way, key])]);
}

function changed(value: unknown, [key, ...rest]: Way, change: (branch: Record<string, unknown>, key: string) => void) {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  if (key === undefined) return copy;
  if (rest.length === 0) change(copy, String(key));
  else copy[key] = changed(copy[key], rest, change);
  return copy;
}

type Change = (branch: Record<string, unknown>, key: string) => void;

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: odd.map(
      (value): Change =>
        (branch, key) =>
          void (branch[key] = value),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>((branch, key) => void delete branch[key]) },
  {
    weight: 1,
    arbitrary: odd.map(
      (value): Change =>
        (branch, key) =>
          void (branch[`${key}2`] = value),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Change>((branch, key) => void (branch[key] = [branch[key], branch[key]])) },
  {
    weight: 1,
    arbitrary: fc.constant<Change>((branch, key) => {
      const value = branch[key];
      if (typeof value === 'string') branch[key] = value.repeat(50);
      else if (typeof value === 'number') branch[key] = String(value);
      else branch[key] = JSON.stringify(value);
    }),
  },
);

/** The same with one place in it that is wrong; what holds nothing becomes something else altogether. */
export const broken = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(whole, fc.nat(), changes, odd).map(([value, place, change, instead]) => {
    const ways = waysIn(value);
    const way = ways[place % Math.max(1, ways.length)];
    return way === undefined ? instead : changed(value, way, change);
  });
