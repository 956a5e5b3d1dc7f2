import {
  kindOf,
  type NotificationKind,
  type NotificationSettings,
  type QuietHours,
} from '@lesblik/shared/notifications';
import { wallTimeAt } from '@lesblik/shared/zoned-time';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `15:30` of `2026-11-27T15:30`. */
const timeOfDay = (wall: string): string => wall.slice(11);

function isQuiet({ from, to }: QuietHours, time: string): boolean {
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** The last time that the clock there showed this time of day, as it showed it. An hour that was skipped is over at once. */
function lastAt(time: string, now: Date, timeZone: string): string {
  const wall = wallTimeAt(now, timeZone);
  if (timeOfDay(wall) >= time) return `${wall.slice(0, 10)}T${time}`;
  const yesterday = new Date(Date.parse(`${wall.slice(0, 10)}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return `${yesterday}T${time}`;
}

/**
 * Whether a mail about something told at `madeAt` goes now. All is judged by what the clock on the person's wall shows:
 * in a night that is an hour longer or shorter too.
 */
export function isDue(kind: NotificationKind, madeAt: Date, settings: NotificationSettings, now: Date): boolean {
  const { mail, timeZone, quiet, dailyAt } = settings;
  const pace = mail[kind];
  // Nothing is sent, and that is settled at once.
  if (pace === 'never') return true;
  const { reminder } = kindOf(kind);
  if (quiet !== null && reminder !== 'always' && isQuiet(quiet, timeOfDay(wallTimeAt(now, timeZone)))) return false;
  if (pace === 'hourly') return Math.floor(now.getTime() / HOUR_MS) > Math.floor(madeAt.getTime() / HOUR_MS);
  return pace !== 'daily' || wallTimeAt(madeAt, timeZone) < lastAt(dailyAt, now, timeZone);
}
