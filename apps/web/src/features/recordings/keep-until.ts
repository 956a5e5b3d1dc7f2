import { dayFromNow } from '../../ui/format.ts';

const local = (day: string): Date => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
};

/** A year after the lesson, the latest that the server takes. */
export function latestKeepUntil(recordedOn: string): string {
  const date = local(recordedOn);
  const latest = new Date(date.getFullYear() + 1, date.getMonth(), date.getDate());
  // 29 February has no like a year later.
  if (latest.getDate() !== date.getDate()) latest.setDate(0);
  return dayFromNow(0, latest);
}

/** Short where it can be: 30 days after the trajectory's end, without one half a year; never past the latest. */
export function suggestedKeepUntil(recordedOn: string, trajectoryEndsOn: string | undefined): string {
  const wished = trajectoryEndsOn ? dayFromNow(30, local(trajectoryEndsOn)) : dayFromNow(182, local(recordedOn));
  const latest = latestKeepUntil(recordedOn);
  return wished < latest ? wished : latest;
}
