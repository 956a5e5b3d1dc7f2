import { z } from 'zod';

/** What a clock on the wall shows, `2026-11-27T15:30`: an instant only together with a time zone. */
export const WallTime = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

/** As the time zone database writes it, of the many ways in which it may be spelled; undefined for a name that is none. */
function asWritten(name: string): string | undefined {
  try {
    return clockOf(name).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Hours from the universal time, of which the database knows nothing. */
const OFFSET = /^[+-]/;

/** A name of the IANA time zone database, `Europe/Amsterdam`. */
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => !OFFSET.test(name) && asWritten(name) !== undefined, { error: 'no_such_time_zone' })
  .overwrite((name) => asWritten(name) ?? name);

/** More zones than there are: whoever invents spellings fills no memory. */
const MOST_CLOCKS = 1000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a name that is no time zone */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(timeZone, known);
  return known;
}

/** What the clock on the wall shows there at this instant. */
export function wallTimeAt(instant: Date, timeZone: string): string {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const year = (parts.get('year') ?? '').padStart(4, '0');
  return `${year}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`;
}

const utc = (wall: string): number => Date.parse(`${wall}:00Z`);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant at which the clock there shows this. In the night that the clock goes back, the first of the two; undefined
 * for an hour that is skipped when it goes forward, and for a day that no calendar has.
 */
export function instantOf(wall: string, timeZone: string): Date | undefined {
  const guess = utc(wall);
  if (Number.isNaN(guess)) return undefined;
  const offsets = [-DAY_MS, DAY_MS].map((by) => utc(wallTimeAt(new Date(guess + by), timeZone)) - (guess + by));
  const fitting = offsets
    .map((offset) => new Date(guess - offset))
    .filter((instant) => wallTimeAt(instant, timeZone) === wall);
  return fitting.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** The whole world's, which languages call `GMT+00:00`. */
const UNIVERSAL = /^(Etc\/)?(UTC|UCT|GMT|Greenwich|Universal|Zulu|GMT[+-]?0)$/;

/** Both clocks show the same then. */
export const sameClock = (instant: Date, zone: string, other: string): boolean =>
  wallTimeAt(instant, zone) === wallTimeAt(instant, other);

/** What people call a zone: `Nederlandse tijd` in the product's own country, elsewhere as the language names it. */
export function zoneName(timeZone: string, language: string): string {
  const english = language === 'en';
  if (timeZone === 'Europe/Amsterdam') return english ? 'Dutch time' : 'Nederlandse tijd';
  if (UNIVERSAL.test(timeZone)) return english ? 'universal time' : 'wereldtijd';
  const format = new Intl.DateTimeFormat(english ? 'en-GB' : 'nl-NL', { timeZone, timeZoneName: 'longGeneric' });
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
