import { latestKeepUntil, type Term, type TermOf } from '@lesblik/shared/keep-until';
import { dayFromNow } from '../../ui/format.ts';

/** Of somebody who belongs to no school. */
export const LONGEST: Term = { keepDays: 30, keepMonths: 12 };

/** Half a year for a lesson of no trajectory; never past the latest. */
export function suggestedKeepUntil(lesson: TermOf, term: Term): string {
  const latest = latestKeepUntil(lesson, term);
  if (lesson.trajectoryEnd !== null) return latest;
  const [year = 1970, month = 1, date = 1] = lesson.recordedOn.split('-').map(Number);
  const half = dayFromNow(182, new Date(year, month - 1, date));
  return half < latest ? half : latest;
}
