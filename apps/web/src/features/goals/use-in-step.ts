import { useEffect, useState } from 'react';
import type { PlayerStore } from '../player/core/player-store.ts';
import { InStep } from './core/in-step.ts';

interface Film {
  startMs: number;
  endMs: number;
}

/** Two players as one, as long as that is wished and both are there. */
export function useInStep(
  first: Film & { player: PlayerStore | undefined },
  latest: Film & { player: PlayerStore | undefined },
  wished: boolean,
): InStep {
  const [both] = useState(() => new InStep());
  const [one, oneAt, oneTo] = [first.player, first.startMs, first.endMs];
  const [other, otherAt, otherTo] = [latest.player, latest.startMs, latest.endMs];
  useEffect(() => {
    if (!wished || !one || !other) return undefined;
    return both.begin(
      { player: one, startMs: oneAt, endMs: oneTo },
      { player: other, startMs: otherAt, endMs: otherTo },
    );
  }, [both, wished, one, oneAt, oneTo, other, otherAt, otherTo]);
  return both;
}
