import type { StreamClock } from '../clock/take-clocks.ts';
import type { Chain } from './chains.ts';
import { highestLayers } from './layers.ts';
import type { ScannedTrack } from './scan.ts';

/** A part of a track's picture, on the film's line in milliseconds. */
export interface VisiblePart {
  chain: Chain;
  from: number;
  to: number;
}

/** A chain of frames that is to be decoded: begun with the key frame of RTP time `fromKey`, needed until `to`. */
export interface NeededChain {
  chain: Chain;
  fromKey: number;
  from: number;
  to: number;
}

/** A face that no longer moves stays so long; then the camera counts as switched off. A shared screen may stand for hours. */
const STILL_MS = 5_000;
const MOST_STRETCHES = 5_000;

/**
 * What of a track's picture the film shows when. `zero`: the film's first moment on the room's clock.
 * @returns undefined where it was switched off and on so often that only a sender who means harm does it: everybody's film
 *   would wait for it
 */
export function visibleParts(
  scanned: ScannedTrack,
  clocks: ReadonlyMap<number, StreamClock>,
  zero: number,
): VisiblePart[] | undefined {
  const { chains, track } = scanned;
  const layerOf = (ssrc: number): number => track.layers.indexOf(ssrc);
  const showable = chains.flatMap((chain, n) =>
    chain.stretches.flatMap(({ from, to }) => {
      const clock = clocks.get(chain.ssrc);
      return clock ? [{ layer: layerOf(chain.ssrc), chain: n, from: clock(from) - zero, to: clock(to) - zero }] : [];
    }),
  );
  if (showable.length > MOST_STRETCHES) return undefined;
  const end = (track.closedAtMs ?? scanned.lastAt ?? track.openedAtMs) - zero;
  const still = track.source === 'screen' ? Infinity : STILL_MS;
  const parts = highestLayers(showable);
  return parts.flatMap(({ chain: n, from, to }, i) => {
    const chain = chains[n];
    const until = Math.min(parts[i + 1]?.from ?? Infinity, to + still, Math.max(end, to));
    return chain && until > Math.max(0, from) ? [{ chain, from: Math.max(0, from), to: until }] : [];
  });
}

/** Each chain that is shown at all, from the last key frame before it is. */
export function neededChains(
  parts: readonly VisiblePart[],
  clocks: ReadonlyMap<number, StreamClock>,
  zero: number,
): NeededChain[] {
  return [...Map.groupBy(parts, ({ chain }) => chain)].map(([chain, shown]) => {
    const from = Math.min(...shown.map((part) => part.from));
    const to = Math.max(...shown.map((part) => part.to));
    const clock = clocks.get(chain.ssrc);
    const fromKey =
      chain.keys.findLast((key) => clock !== undefined && clock(key) - zero <= from) ?? chain.keys[0] ?? 0;
    return { chain, fromKey, from, to };
  });
}
