import type { Mail } from '@lesblik/server/mail/mailer';
import type { Language } from '@lesblik/shared/common';
import { whenIn } from './talk-when.ts';

interface Reminder {
  to: string;
  language: Language;
  startsAt: Date;
  /** In which the talk was planned. */
  timeZone: string;
  link: string;
}

/** When and where to look; never what the talk is about, nor with whom. */
export function reminderMail({ to, language, startsAt, timeZone, link }: Reminder): Mail {
  const when = whenIn(language, startsAt, timeZone);
  return language === 'nl'
    ? {
        to,
        subject: `Gesprek op ${when}`,
        text: `Hallo,\n\nJe hebt een gesprek op ${when}. Voorbereiden, verzetten of afzeggen doe je hier:\n${link}\n`,
      }
    : {
        to,
        subject: `Talk on ${when}`,
        text: `Hello,\n\nYou have a talk on ${when}. Prepare, move or cancel it here:\n${link}\n`,
      };
}
