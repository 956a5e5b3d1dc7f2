import type { Film } from '../ffmpeg/film.ts';
import type { FilmPlan, Rung } from '../ffmpeg/plan/types.ts';

export type StepName = 'hash' | 'copy' | 'sound' | 'measure' | 'poster' | 'thumbnails' | `chunk.${number}`;

export interface Step {
  name: StepName;
  /** Estimated seconds of one core: the weight in the one percentage. */
  work: number;
}

/** Seconds of one core, estimated from trials on films of 1080p30; only their ratios matter. */
const cost = {
  hashPerByte: 1.2e-9,
  copyPerByte: 3e-9,
  decodePerPixel: 7e-9,
  encodePerPixel: 18e-9,
  soundEncodePerSecond: 0.01,
  soundCopyPerSecond: 0.001,
  measurePerSecond: 0.016,
  thumbnailsPerSecond: 0.01,
  poster: 1,
};

/** All that has to be done to a film, in no particular order. */
export function stepsOf(film: Film, plan: FilmPlan): Step[] {
  const seconds = plan.durationMs / 1000;
  const steps: Step[] = [{ name: 'hash', work: film.bytes * cost.hashPerByte }];
  if (plan.sound !== undefined) {
    const perSecond = plan.sound.mode === 'copy' ? cost.soundCopyPerSecond : cost.soundEncodePerSecond;
    steps.push(
      { name: 'sound', work: seconds * perSecond },
      { name: 'measure', work: seconds * cost.measurePerSecond },
    );
  }
  if (film.video === undefined || film.frames === undefined) return steps;
  if (plan.copy !== undefined) steps.push({ name: 'copy', work: film.bytes * cost.copyPerByte });
  steps.push({ name: 'poster', work: cost.poster }, { name: 'thumbnails', work: seconds * cost.thumbnailsPerSecond });
  const decoded = film.video.codedWidth * film.video.codedHeight * cost.decodePerPixel;
  const encoded = plan.rungs.reduce((sum, { width, height }) => sum + width * height, 0) * cost.encodePerPixel;
  const ladderWork = film.frames.at.length * (decoded + encoded);
  for (const { index, from, to } of plan.chunks) {
    const share = (to - from) / Math.max(1, plan.ladder.segments.length);
    steps.push({ name: `chunk.${index}`, work: ladderWork * share });
  }
  return steps;
}

const VIEW_SHORT_SIDE = 480;

/** What a waiting person gets first: the rungs that are quick to make, or the only one there is. */
export function viewRungs({ rungs }: FilmPlan): Rung[] {
  const quick = rungs.filter(({ shortSide }) => shortSide <= VIEW_SHORT_SIDE);
  return quick.length > 0 ? quick : rungs.slice(-1);
}
