/** How long a school keeps. */
export interface Term {
  /** Days after the end of the trajectory. */
  keepDays: number;
  /** Months after the recording, at most. */
  keepMonths: number;
}

/** Days as `2026-11-21`. */
export interface TermOf {
  recordedOn: string;
  /** On which it came into its trajectory, or was made: who adds it after the end is not late at once. */
  addedOn: string;
  /** On which its trajectory ends, or ended; null without one. */
  trajectoryEnd: string | null;
}

/** So many days before a recording is deleted its owner is told. */
export const DAYS_TOLD_BEFORE = [14, 3] as const;

/** The last day on which a school keeps it: its owner may choose an earlier one. */
export function latestKeepUntil(
  { recordedOn, addedOn, trajectoryEnd }: TermOf,
  { keepDays, keepMonths }: Term,
): string {
  const most = monthsAfter(recordedOn, keepMonths);
  if (trajectoryEnd === null) return most;
  return earlier(most, daysAfter(later(trajectoryEnd, addedOn), keepDays));
}

/** Not longer than the latest, but never sooner than its owner can be told. */
export function keptWithin(keepUntil: string, latest: string, today: string): string {
  if (keepUntil <= latest) return keepUntil;
  return later(latest, earlier(keepUntil, daysAfter(today, DAYS_TOLD_BEFORE[0])));
}

/**
 * What becomes of a lesson's last day when its trajectory ends on another one: it goes along, but to no later day where its
 * owner chose it.
 */
export const movedKeepUntil = (keepUntil: string, isChosen: boolean, latest: string, today: string): string =>
  !isChosen && latest > keepUntil ? latest : keptWithin(keepUntil, latest, today);

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const inMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  // 31 January has no like a month later.
  if (date.getUTCDate() !== inMonth) date.setUTCDate(0);
  return dayOf(date);
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
export const later = (one: string, other: string): string => (one > other ? one : other);
