const MOST_MONTHS = 12;
const DAYS_AFTER_TRAJECTORY = 30;

/** The last day a recording of this day may be kept until. */
export function latestKeepUntil(recordedOn: string): string {
  const date = new Date(`${recordedOn}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + MOST_MONTHS);
  // 29 February has no like a year later.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return dayOf(date);
}

/** Short where it can be: 30 days after the trajectory's end, and never later than the law's spirit allows. */
export function defaultKeepUntil(recordedOn: string, trajectoryEndsOn: string | null): string {
  const latest = latestKeepUntil(recordedOn);
  if (trajectoryEndsOn === null) return latest;
  const date = new Date(`${trajectoryEndsOn}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + DAYS_AFTER_TRAJECTORY);
  const short = dayOf(date);
  return short < latest ? short : latest;
}

export const mayKeepUntil = (keepUntil: string, recordedOn: string, today: string): boolean =>
  keepUntil >= today && keepUntil <= latestKeepUntil(recordedOn);

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
