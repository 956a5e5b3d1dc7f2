import type { Language } from '@lesblik/shared/common';
import { timecode } from '@lesblik/shared/timecode';
import i18next from 'i18next';

export { timecode };

const locale = (language: string): string => (language === 'en' ? 'en-GB' : 'nl-NL');
const two = (value: number): string => String(value).padStart(2, '0');

/** A moment, or a range with an en dash. */
export const momentText = (moment: { startMs: number; endMs: number | null }): string =>
  moment.endMs === null ? timecode(moment.startMs) : `${timecode(moment.startMs)}–${timecode(moment.endMs)}`;

const UNITS = ['byte', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1,2 GB`: decimal units, as phones and explorers show them. */
export function bytes(count: number, language: string): string {
  const power = count < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits }).format(value)} ${UNITS[power]}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs far more than using it, and a list uses it for every row. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale(language), options);
  formatters.set(key, known);
  return known;
}

function parts(date: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const found = new Map(
    formatter(language, options)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const words = [found.get('weekday'), found.get('day'), found.get('month'), found.get('year')].filter(Boolean);
  return words.map((word) => word?.replace(/\.$/, '')).join(' ');
}

const dayOptions = (date: Date, now: Date): Intl.DateTimeFormatOptions => ({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  ...(date.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
});

/** A calendar day as `do 27 nov`, with the year when it is another. */
export function dayText(day: string, language: string, now: Date = new Date()): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const local = new Date(year, month - 1, date);
  return parts(local, language, dayOptions(local, now));
}

/** An instant as `do 27 nov, 15:30`, in the reader's own time zone. */
export function instantText(instant: string, language: string, now: Date = new Date()): string {
  const date = new Date(instant);
  return `${parts(date, language, dayOptions(date, now))}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A calendar day with its year, for what is read years later: `vr 27 nov 2026`. */
export function fullDayText(day: string, language: string): string {
  return dayText(day, language, new Date(0));
}

/** An instant to the second, with its year: `vr 27 nov 2026, 15:30:05`. */
export function fullInstantText(instant: string, language: string): string {
  return `${instantText(instant, language, new Date(0))}:${two(new Date(instant).getSeconds())}`;
}

/** The day of an instant, without the hour: for dates until which something holds. */
export function instantDayText(instant: string, language: string, now: Date = new Date()): string {
  const date = new Date(instant);
  return parts(date, language, dayOptions(date, now));
}

/** Today, or `days` later, as a calendar day in the reader's own time zone. */
export function dayFromNow(days: number, now: Date = new Date()): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last instant of a calendar day here: what "until 3 December" means. */
export function endOfDay(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 23, 59, 59).toISOString();
}

/** The calendar day of an instant here, for a date field. */
export const dayOf = (instant: string): string => dayFromNow(0, new Date(instant));

/** Time left in words, rounded the way people say it: `40 seconden`, `3 minuten`, `2 uur`. */
export function timeLeft(seconds: number): string {
  if (seconds < 55) return i18next.t('common:units.second', { count: Math.max(5, Math.ceil(seconds / 5) * 5) });
  if (seconds < 3300) return i18next.t('common:units.minute', { count: Math.round(seconds / 60) });
  return i18next.t('common:units.hour', { count: Math.round(seconds / 3600) });
}

export const asLanguage = (language: string): Language => (language === 'en' ? 'en' : 'nl');
