import { describe, expect, test } from '@jest/globals';
import { type Held, pace, type Runner } from './pace.ts';

const at = (intoMs: number, more: Partial<Runner> = {}): Runner => ({ intoMs, stuck: false, over: false, ...more });

describe('two moments in step', () => {
  test('both play while they are together', () => {
    expect(pace(at(1000), at(1100), null)).toEqual({ first: true, latest: true, held: null });
  });

  test('whoever is ahead waits, until the other is really there', () => {
    expect(pace(at(1200), at(1000), null)).toEqual({ first: false, latest: true, held: 'first' });
    expect(pace(at(1200), at(1100), 'first')).toMatchObject({ held: 'first' });
    expect(pace(at(1200), at(1170), 'first')).toEqual({ first: true, latest: true, held: null });
    expect(pace(at(1000), at(1200), null)).toEqual({ first: true, latest: false, held: 'latest' });
  });

  test('one that waits for data goes on trying, and the other waits for it', () => {
    expect(pace(at(1000, { stuck: true }), at(1000), null)).toEqual({ first: true, latest: false, held: 'latest' });
    expect(pace(at(0, { stuck: true }), at(0, { stuck: true }), null)).toMatchObject({ first: true, latest: true });
  });

  test('the longer one plays to its own end', () => {
    expect(pace(at(4000, { over: true }), at(3900), 'first')).toEqual({ first: false, latest: true, held: null });
    expect(pace(at(4000, { over: true }), at(9000, { over: true }), null)).toMatchObject({
      first: false,
      latest: false,
    });
  });

  test('from any distance they come together, and never wait for each other', () => {
    for (const distance of [-3000, -151, 151, 2999]) {
      let [first, latest, held] = [Math.max(0, distance), Math.max(0, -distance), null as Held];
      for (let tick = 0; tick < 100; tick++) {
        const now = pace(at(first), at(latest), held);
        expect(now.first || now.latest).toBe(true);
        if (now.first) first += 33;
        if (now.latest) latest += 33;
        held = now.held;
      }
      expect(Math.abs(first - latest)).toBeLessThanOrEqual(73);
    }
  });
});
