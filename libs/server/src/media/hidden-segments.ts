import { areaTimes } from '@lesblik/shared/hidden-area';
import type { HiddenList } from '@lesblik/shared/hiding';
import { AAC_FRAME } from './cut-segments.ts';

/** On either side of an area's time: the frames beside it are covered too, wherever they lie. */
const PICTURE_MARGIN_MS = 200;
/** A frame of AAC carries something of the frames beside it, and a frame more on either side is silenced. */
const SOUND_MARGIN = 3 * AAC_FRAME;

export interface Hideable {
  kind: 'video' | 'sound';
  timescale: number;
  /** Length of segment n of the lesson. */
  segmentTicks: readonly number[];
}

/** The segments in which something is hidden, by number: of these there is another one in the place of the lesson's own. */
export function hiddenSegments({ kind, timescale, segmentTicks }: Hideable, list: HiddenList): Set<number> {
  const ticks = (ms: number): number => (ms * timescale) / 1000;
  const margin = kind === 'sound' ? SOUND_MARGIN : ticks(PICTURE_MARGIN_MS);
  const times =
    kind === 'sound'
      ? list.sounds.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs }))
      : list.areas.map(areaTimes);
  const found = new Set<number>();
  let start = 0;
  for (const [n, length] of segmentTicks.entries()) {
    const end = start + length;
    if (times.some(({ fromMs, toMs }) => ticks(fromMs) - margin < end && ticks(toMs) + margin >= start)) found.add(n);
    start = end;
  }
  // What is hidden at the very end is hidden in the last frame, which may stay on for longer than is said.
  const last = segmentTicks.length - 1;
  if (last >= 0 && times.some(({ toMs }) => ticks(toMs) + margin >= start)) found.add(last);
  return found;
}
