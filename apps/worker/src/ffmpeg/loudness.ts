import type { Loudness } from './work.ts';

/** What a lesson is brought to; streaming speech is commonly published at this. */
const TARGET_LUFS = -16;
const HIGHEST_PEAK_DB = -1;
/** EBU R128's gate: below it there is nothing to measure. */
const GATE_LUFS = -70;
/** A lesson recorded from the back of a large room; more would raise nothing but hiss. */
const MOST_GAIN_DB = 20;

/** The summary with which ffmpeg's `ebur128` filter ends its log; an empty one may stand before it. */
export function readLoudness(log: string): Loudness {
  const summary = log.slice(Math.max(0, log.lastIndexOf('Integrated loudness:')));
  const integrated = number(/I:\s*(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1]);
  const truePeakDb = number(/Peak:\s*(-?[\d.]+|-inf|nan) dBFS/.exec(summary)?.[1]);
  const integratedLufs = integrated !== undefined && integrated > GATE_LUFS ? integrated : undefined;
  if (integratedLufs === undefined) return { integratedLufs, truePeakDb, gainDb: 0 };
  const room = HIGHEST_PEAK_DB - (truePeakDb ?? 0);
  const gainDb = Math.min(TARGET_LUFS - integratedLufs, room, MOST_GAIN_DB);
  return { integratedLufs, truePeakDb, gainDb: Math.round(gainDb * 10) / 10 };
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) ? undefined : value;
}
