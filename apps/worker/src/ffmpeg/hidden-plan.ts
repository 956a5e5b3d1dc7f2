import { hiddenSegments } from '@lesblik/server/media/hidden-segments';
import type { HiddenList } from '@lesblik/shared/hiding';
import type { FilmPlan, SegmentList } from './plan/types.ts';

/** A stretch of segments, `from` up to, not including, `to`. */
export interface Run {
  from: number;
  to: number;
}

/** A film's plan with what is hidden of its sound, and the segments in which anything is hidden. */
export interface HiddenPlan {
  plan: FilmPlan;
  picture: Run[];
  sound: Run[];
}

/** What is lost with a worker that dies: half a minute of picture. */
const LONGEST_RUN = 8;

export function hiddenPlan(plan: FilmPlan, list: HiddenList): HiddenPlan {
  const numbers = (kind: 'video' | 'sound', { timescale, segments }: SegmentList): Set<number> =>
    hiddenSegments({ kind, timescale, segmentTicks: segments.map(({ start, end }) => end - start) }, list);
  return {
    plan: { ...plan, sound: plan.sound && silentSound(plan.sound, list) },
    picture: plan.rungs.length === 0 ? [] : runsOf(numbers('video', plan.ladder)),
    sound: plan.sound ? runsOf(numbers('sound', plan.sound)) : [],
  };
}

/** The sound without what is hidden of it; encoded, whatever the film's own is. */
function silentSound(sound: NonNullable<FilmPlan['sound']>, { sounds }: HiddenList): FilmPlan['sound'] {
  const sample = (ms: number): number => (ms * sound.sampleRate) / 1000;
  const silent = sounds.map(({ startMs, endMs }) => ({
    start: Math.floor(sample(startMs)),
    end: Math.ceil(sample(endMs)),
  }));
  return { ...sound, mode: 'encode', silent };
}

function runsOf(numbers: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  for (const n of [...numbers].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.to === n && n - last.from < LONGEST_RUN) last.to = n + 1;
    else runs.push({ from: n, to: n + 1 });
  }
  return runs;
}
