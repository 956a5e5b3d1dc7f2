import type { FrameTable, SampleTable } from './film.ts';
import { TICKS } from './plan/types.ts';

/** The frames an MP4's index says are shown. `undefined` where it says none. */
export function framesFromSamples(table: SampleTable): FrameTable | undefined {
  const shown: number[] = [];
  for (let i = 0; i < table.pts.length; i++) {
    const pts = table.pts[i] ?? 0;
    if (pts >= table.showFrom && pts < table.showUntil) shown.push(i);
  }
  shown.sort((a, b) => (table.pts[a] ?? 0) - (table.pts[b] ?? 0));
  return framesInOrder(
    table,
    shown.filter((s, i) => i === 0 || table.pts[s] !== table.pts[shown[i - 1] ?? 0]),
  );
}

/** Two frames at one time are one frame to every player. */
function framesInOrder(table: SampleTable, shown: number[]): FrameTable | undefined {
  const first = shown[0];
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const zero = table.pts[first] ?? 0;
  const ticks = (t: number): number => Math.round(((t - zero) * TICKS) / table.timescale);
  const lastLength = Math.max(1, (table.dts[last + 1] ?? table.endDts) - (table.dts[last] ?? 0));
  return {
    at: Float64Array.from(shown, (i) => ticks(table.pts[i] ?? 0)),
    key: Uint8Array.from(shown, (i) => table.key[i] ?? 0),
    end: ticks((table.pts[last] ?? 0) + lastLength),
    zeroSeconds: (zero + table.shift) / table.timescale,
    sample: Uint32Array.from(shown),
  };
}

/** One packet or decoded frame as ffprobe tells it, in seconds. */
export interface ProbedFrame {
  at: number;
  key: boolean;
  /** 0 where unknown. */
  seconds: number;
}

/** Frames of any container, from what ffprobe listed, in whatever order. */
export function framesFromProbe(probed: ProbedFrame[]): FrameTable | undefined {
  const sorted = probed.toSorted((a, b) => a.at - b.at);
  const frames = sorted.filter((f, i) => i === 0 || f.at > (sorted[i - 1]?.at ?? 0));
  const first = frames[0];
  const last = frames.at(-1);
  if (!first || !last) return undefined;
  const ticks = (t: number): number => Math.round((t - first.at) * TICKS);
  const usual = frames.length > 1 ? (last.at - first.at) / (frames.length - 1) : 1 / 25;
  return {
    at: Float64Array.from(frames, (f) => ticks(f.at)),
    key: Uint8Array.from(frames, (f) => (f.key ? 1 : 0)),
    end: ticks(last.at + (last.seconds > 0 ? last.seconds : usual)),
    zeroSeconds: first.at,
  };
}
