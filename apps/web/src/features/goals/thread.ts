import type { GoalMoment } from '@lesblik/shared/goal-progress';

/** What a point shows, when it is played among others. */
const OF_A_POINT_MS = 10_000;

export interface PlayableMoment {
  id: string;
  lesson: NonNullable<GoalMoment['lesson']>;
  startMs: number;
  endMs: number;
}

/** Those that can be played, each with an end. */
export const playable = (moments: readonly GoalMoment[]): PlayableMoment[] =>
  moments.flatMap(({ id, lesson, moment: { startMs, endMs } }) =>
    lesson ? [{ id, lesson, startMs, endMs: endMs ?? startMs + OF_A_POINT_MS }] : [],
  );

interface Group {
  /** Of its first moment. */
  key: string;
  lesson: GoalMoment['lesson'];
  gone: GoalMoment['gone'];
  moments: GoalMoment[];
}

/** Moments that follow each other in one lesson; those that are gone stand where they stood. */
export function byLesson(moments: readonly GoalMoment[]): Group[] {
  const groups: Group[] = [];
  for (const moment of moments) {
    const last = groups.at(-1);
    const { lesson, gone } = moment;
    const goesOn = last?.lesson?.recordingId === lesson?.recordingId && (lesson !== null || last?.gone === gone);
    if (last && goesOn) last.moments.push(moment);
    else groups.push({ key: moment.id, lesson, gone, moments: [moment] });
  }
  return groups;
}
