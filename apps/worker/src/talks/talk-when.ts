import type { Language } from '@lesblik/shared/common';

/** Day and hour of a talk, as the clock shows them in the zone in which it was planned. */
export const whenIn = (language: Language, startsAt: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  }).format(startsAt);
