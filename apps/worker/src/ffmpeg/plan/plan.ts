import type { Film } from '../film.ts';
import { copyPlan } from './copy-plan.ts';
import { rungsOf } from './rungs.ts';
import { chunksOf, ladderSegments } from './segments.ts';
import { soundPlan } from './sound-plan.ts';
import { TICKS, type FilmPlan } from './types.ts';

/** Everything about a film's renditions before any exists; pure, so every job works it out anew and gets the same. */
export function planFilm(film: Film): FilmPlan {
  const sound = soundPlan(film);
  const { video, frames, durationMs } = film;
  if (!video || !frames) {
    return { durationMs, rungs: [], ladder: { timescale: TICKS, segments: [] }, chunks: [], copy: undefined, sound };
  }
  // The last frame stays while sound goes on.
  const end = Math.max(frames.end, Math.round((durationMs * TICKS) / 1000));
  const rungs = rungsOf(video);
  const segments = ladderSegments(frames, end);
  const largest = Math.max(video.codedWidth * video.codedHeight, (rungs[0]?.width ?? 0) * (rungs[0]?.height ?? 0));
  return {
    durationMs,
    rungs,
    ladder: { timescale: TICKS, segments },
    chunks: chunksOf(segments, frames, largest),
    copy: copyPlan(film, end),
    sound,
  };
}
