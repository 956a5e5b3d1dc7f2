import { LANES } from './layout.ts';

interface Band {
  readonly top: number;
  readonly height: number;
}

/** What lies where from top to bottom, in CSS pixels. */
export interface Bands {
  readonly ruler: Band;
  readonly wave: Band;
  readonly markers: Band;
  readonly bars: Band;
  readonly laneHeight: number;
  readonly height: number;
}

export function bandsFor(options: { compact: boolean; wave: boolean }): Bands {
  const ruler = { top: 0, height: 18 };
  const wave = { top: 18, height: options.wave ? (options.compact ? 26 : 40) : 10 };
  const markers = { top: wave.top + wave.height + 2, height: options.compact ? 30 : 26 };
  const laneHeight = options.compact ? 7 : 8;
  const bars = { top: markers.top + markers.height, height: LANES * laneHeight };
  return { ruler, wave, markers, bars, laneHeight, height: bars.top + bars.height + 4 };
}

export const barTop = (bands: Bands, lane: number): number => bands.bars.top + lane * bands.laneHeight;
