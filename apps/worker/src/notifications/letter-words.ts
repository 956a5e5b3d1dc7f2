import type { Language } from '@lesblik/shared/common';
import type { NotificationKind } from '@lesblik/shared/notifications';
import { zoneName } from '@lesblik/shared/zoned-time';
import type { Sentence } from './letter-say.ts';
import { en } from './letter-words.en.ts';
import { nl } from './letter-words.nl.ts';

/** What one line of a mail is about. */
export interface Said {
  kind: NotificationKind;
  count: number;
  /** Of a talk, and the zone in which it was planned. */
  startsAt: string | null;
  timeZone: string | null;
}

export const words: Record<Language, { hello: string; stop: string; choose: string; many: (count: number) => string }> =
  {
    nl: {
      hello: 'Hallo,',
      stop: 'Wil je hierover geen mail meer? Stop het hier, zonder in te loggen.',
      choose: 'Wanneer je mail krijgt, kies je hier:',
      many: (count) => `${count} berichten van Lesblik`,
    },
    en: {
      hello: 'Hello,',
      stop: 'No more mail about this? Stop it here, without signing in.',
      choose: 'Choose when you get mail here:',
      many: (count) => `${count} messages from Lesblik`,
    },
  };

const sentences = { nl, en };

/** Of the mails that one can stop. */
export const nameOf = (kind: NotificationKind, language: Language): string => sentences[language][kind][0];

/** Day and hour, as the clock shows them in the zone in which the talk was planned, and which clock that is. */
function whenIn(language: Language, startsAt: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone },
  });
  return `${format.format(new Date(startsAt))} (${zoneName(timeZone, language)})`;
}

export function sentenceOf({ kind, count, startsAt, timeZone }: Said, language: Language): Sentence {
  const when = startsAt === null || timeZone === null ? '' : whenIn(language, startsAt, timeZone);
  return sentences[language][kind][1](when, count);
}
