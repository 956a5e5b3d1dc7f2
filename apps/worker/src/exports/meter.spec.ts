import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Meter } from './meter.ts';

test('time left follows the speed so far, and is not told before there is one', () => {
  let now = 0;
  const meter = new Meter(() => now);
  expect(meter.progress).toEqual({ films: 0, filmsDone: 0, filmBytes: 0, filmBytesDone: 0, secondsLeft: null });
  meter.plan(2, 1000);
  meter.bytes(100);
  now = 1_000;
  expect(meter.progress.secondsLeft).toBeNull();
  now = 10_000;
  expect(meter.progress.secondsLeft).toBe(90);
  meter.filmDone();
  expect(meter.progress).toMatchObject({ films: 2, filmsDone: 1, filmBytes: 1000, filmBytesDone: 100 });
});

test('however the bytes come, what is done is never more than all, and what is left never less than nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.array(fc.tuple(fc.nat(1e8), fc.nat(5000))), (bytes, steps) => {
      let now = 0;
      const meter = new Meter(() => now);
      meter.plan(1, bytes);
      for (const [count, ms] of steps) {
        now += ms;
        meter.bytes(count);
        const { filmBytesDone, secondsLeft } = meter.progress;
        expect(filmBytesDone).toBeLessThanOrEqual(bytes);
        expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
