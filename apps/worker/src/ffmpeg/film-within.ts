import type { Film, FrameTable } from './film.ts';
import { frameAt } from './plan/segments.ts';
import { TICKS } from './plan/types.ts';

/** Ticks from a film's first frame. */
export interface Stretch {
  start: number;
  end: number;
}

/** A whole millisecond, as moments are told in: a frame that begins in the last one before the end is the next one's. */
const MILLISECOND = TICKS / 1000;

/** Which frames are on the screen in that stretch: the one that is there when it begins is the first. */
export function framesShown(frames: FrameTable, { start, end }: Stretch): { from: number; to: number } {
  const at = frameAt(frames, start);
  const from = frames.at[at] === start ? at : Math.max(0, at - 1);
  const to = end >= frames.end ? frames.at.length : frameAt(frames, end - MILLISECOND + 1);
  return { from, to: Math.max(from + 1, to) };
}

/**
 * The film as if there were no more of its picture than this stretch: its time 0 is the first frame of that. What is made of
 * it holds nothing of the rest.
 */
export function filmWithin(film: Film, stretch: Stretch): Film {
  const { frames } = film;
  if (!frames) return film;
  const { from, to } = framesShown(frames, stretch);
  const zero = frames.at[from] ?? 0;
  const end = (frames.at[to] ?? frames.end) - zero;
  return {
    ...film,
    durationMs: Math.round((end * 1000) / TICKS),
    frames: {
      at: frames.at.slice(from, to).map((at) => at - zero),
      key: frames.key.slice(from, to),
      end,
      zeroSeconds: frames.zeroSeconds + zero / TICKS,
      ...(frames.sample && { sample: frames.sample.slice(from, to) }),
    },
  };
}
