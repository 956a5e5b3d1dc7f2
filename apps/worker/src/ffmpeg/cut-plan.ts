import { cutSegments, exactTicks, type CutSegment } from '@lesblik/server/media/cut-segments';
import type { Range } from '@lesblik/shared/cuts';
import type { Film, FrameTable } from './film.ts';
import { framesShown } from './film-within.ts';
import type { FilmPlan, Segment, SegmentList } from './plan/types.ts';

/** A film's plan with the segments of a cut's edges in the place of its own, by the same numbers, and which these are. */
export interface CutPlan {
  plan: FilmPlan;
  picture: number[];
  sound: number[];
}

export function cutPlan({ frames }: Film, plan: FilmPlan, range: Range): CutPlan {
  const { ladder, sound, durationMs } = plan;
  const cutting = (kind: 'video' | 'sound', list: SegmentList) => ({
    ...{ kind, timescale: list.timescale, durationMs },
    segmentTicks: list.segments.map(({ start, end }) => end - start),
  });
  const edgesOf = (kind: 'video' | 'sound', list: SegmentList): CutSegment[] =>
    cutSegments(cutting(kind, list), range).filter(({ edge }) => edge);

  const picture = frames ? edgesOf('video', ladder) : [];
  const segments = [...ladder.segments];
  if (frames) for (const edge of picture) segments[edge.n] = shownSegment(frames, edge, segments[edge.n]);

  const heard = sound && edgesOf('sound', sound);
  const cutSound = sound && {
    ...sound,
    mode: 'encode' as const,
    segments: [...sound.segments],
    heard: exactTicks(cutting('sound', sound), range),
  };
  for (const { n, start, end } of heard ?? []) if (cutSound) cutSound.segments[n] = { start, end };
  return {
    plan: { ...plan, ladder: { ...ladder, segments }, sound: cutSound },
    picture: picture.map(({ n }) => n),
    sound: heard?.map(({ n }) => n) ?? [],
  };
}

/** From the frame that is on the screen when it begins; what is there when it ends stays up to that. */
function shownSegment(frames: FrameTable, { start, end }: CutSegment, whole: Segment | undefined): Segment {
  const { from, to } = framesShown(frames, { start, end });
  const cutShort = whole !== undefined && end < whole.end;
  return {
    start: frames.at[from] ?? start,
    end: cutShort ? (frames.at[to] ?? whole.end) : (whole?.end ?? end),
    shown: { start, end },
  };
}
