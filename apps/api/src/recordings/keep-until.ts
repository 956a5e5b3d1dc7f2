/** How long a school keeps. */
export interface Term {
  /** After the end of the trajectory. */
  keepDays: number;
  /** After the recording, at most. */
  keepMonths: number;
}

/** The last day a recording of this day may be kept until. */
export function latestKeepUntil(recordedOn: string, { keepMonths }: Pick<Term, 'keepMonths'>): string {
  const date = new Date(`${recordedOn}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + keepMonths);
  // 31 January has no like a month later.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return dayOf(date);
}

/** Short where it can be: some days after the trajectory's end, and never later than the school keeps anything. */
export function defaultKeepUntil(recordedOn: string, trajectoryEndsOn: string | null, term: Term): string {
  const latest = latestKeepUntil(recordedOn, term);
  if (trajectoryEndsOn === null) return latest;
  const date = new Date(`${trajectoryEndsOn}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + term.keepDays);
  const short = dayOf(date);
  return short < latest ? short : latest;
}

export const mayKeepUntil = (keepUntil: string, recordedOn: string, today: string, term: Term): boolean =>
  keepUntil >= today && keepUntil <= latestKeepUntil(recordedOn, term);

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
