import type { Language } from '@lesblik/shared/common';
import { zoneName } from '@lesblik/shared/zoned-time';

/** Day and hour of a talk, as the clock shows them in the zone in which it was planned, and which clock that is. */
export function whenIn(language: Language, startsAt: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone },
  });
  return `${format.format(startsAt)} (${zoneName(timeZone, language)})`;
}
