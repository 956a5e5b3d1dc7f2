import { describe, expect, test } from '@jest/globals';
import { ObservedTrack } from '../clock/observed.ts';
import type { Chain } from './chains.ts';
import { Chains } from './chains.ts';
import type { ScannedTrack } from './scan.ts';
import { neededChains, visibleParts as visible } from './visible.ts';

const visibleParts = (...given: Parameters<typeof visible>) => visible(...given) ?? [];

const ZERO = 1_000_000;
const clock = (rtp: number): number => ZERO + rtp / 90;

/** Frames 40 ms apart from `from` to `to` milliseconds, key frames at `keys`. */
function chains(ssrc: number, runs: { from: number; to: number; keys: number[] }[]): Chain[] {
  const found = new Chains(ssrc, 90_000);
  for (const { from, to, keys } of runs) {
    for (let at = from; at < to; at += 40) {
      found.frame({ rtp: at * 90, key: keys.includes(at), fresh: at === from }, 0);
    }
  }
  return found.found;
}

const scanned = (given: Chain[], source: 'camera' | 'screen', closed: number): ScannedTrack => ({
  track: {
    ...{ id: 't', personId: 'p', source, device: 'd', orientationId: undefined, codecs: new Map(), layers: [1, 2] },
    ...{ openedAtMs: ZERO, closedAtMs: ZERO + closed },
  },
  observed: new ObservedTrack('d'),
  chains: given,
  lastAt: ZERO + closed,
});

const clocks = new Map([
  [1, clock],
  [2, clock],
]);
const plain = (parts: ReturnType<typeof visibleParts>) =>
  parts.map(({ chain: { ssrc, index }, from, to }) => [ssrc, index, from, to]);

describe('a camera', () => {
  const small = chains(1, [{ from: 0, to: 20_000, keys: [0, 4_000] }]);
  const large = chains(2, [
    { from: 2_000, to: 6_000, keys: [2_000] },
    { from: 10_000, to: 20_000, keys: [10_000] },
  ]);

  test('is shown at its largest, and falls back at once when that breaks off', () => {
    const parts = visibleParts(scanned([...small, ...large], 'camera', 20_000), clocks, ZERO);
    expect(plain(parts)).toEqual([
      [1, 0, 0, 2_000],
      [2, 0, 2_000, 6_000],
      [1, 0, 6_000, 10_000],
      [2, 1, 10_000, 20_000],
    ]);
    const needed = neededChains(parts.slice(2), clocks, ZERO);
    expect(needed.map(({ fromKey, from, to }) => [fromKey / 90, from, to])).toEqual([
      [4_000, 6_000, 10_000],
      [10_000, 10_000, 20_000],
    ]);
  });

  test('that was switched off stands for five seconds, then its person is without a picture', () => {
    const runs = [
      { from: 0, to: 2_000, keys: [0] },
      { from: 12_000, to: 14_000, keys: [12_000] },
    ];
    const parts = visibleParts(scanned(chains(1, runs), 'camera', 15_000), clocks, ZERO);
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 7_000],
      [12_000, 15_000],
    ]);
  });
});

test('a shared screen on which nothing moves stands until it ends', () => {
  const parts = visibleParts(scanned(chains(1, [{ from: 0, to: 1_000, keys: [0] }]), 'screen', 60_000), clocks, ZERO);
  expect(parts.map(({ from, to }) => [from, to])).toEqual([[0, 60_000]]);
});
