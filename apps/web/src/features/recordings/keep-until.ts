import { dayFromNow } from '../../ui/format.ts';

/** How long a school keeps, as it tells its people. */
export interface Term {
  /** Days after the end of a trajectory. */
  keepDays: number;
  /** Months after the recording, at most. */
  keepMonths: number;
}

/** Of somebody who belongs to no school. */
export const LONGEST: Term = { keepDays: 30, keepMonths: 12 };

const local = (day: string): Date => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
};

/** The latest that the server takes. */
export function latestKeepUntil(recordedOn: string, { keepMonths }: Term): string {
  const date = local(recordedOn);
  const latest = new Date(date.getFullYear(), date.getMonth() + keepMonths, date.getDate());
  // 31 January has no like a month later.
  if (latest.getDate() !== date.getDate()) latest.setDate(0);
  return dayFromNow(0, latest);
}

/** Short where it can be: days after the trajectory's end, without one half a year; never past the latest. */
export function suggestedKeepUntil(recordedOn: string, trajectoryEndsOn: string | undefined, term: Term): string {
  const wished = trajectoryEndsOn
    ? dayFromNow(term.keepDays, local(trajectoryEndsOn))
    : dayFromNow(182, local(recordedOn));
  const latest = latestKeepUntil(recordedOn, term);
  return wished < latest ? wished : latest;
}
