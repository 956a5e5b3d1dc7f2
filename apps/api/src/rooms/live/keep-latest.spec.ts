import { expect, test } from '@jest/globals';
import { KeepLatest } from './keep-latest.ts';

test('writes the latest last and leaves out what was overtaken', async () => {
  const written: number[] = [];
  let release = (): void => undefined;
  const kept = new KeepLatest<number>(async (value) => {
    if (value === 1) await new Promise<void>((resolve) => (release = resolve));
    written.push(value);
  });
  for (const value of [1, 2, 3]) kept.put(value);
  release();
  await kept.settled();
  expect(written).toEqual([1, 3]);
});
