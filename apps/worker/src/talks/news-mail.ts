import type { Mail } from '@lesblik/server/mail/mailer';
import type { Language } from '@lesblik/shared/common';
import { whenIn } from './talk-when.ts';

/** What happened to one talk. */
export interface TalkNews {
  what: 'offered' | 'cancelled';
  /** When it would have been; null where no time was picked. */
  startsAt: Date | null;
  timeZone: string;
  link: string;
}

interface Sentence {
  subject: string;
  text: string;
}

function sentenceOf({ what, startsAt, timeZone }: TalkNews, language: Language): Sentence {
  const when = startsAt && whenIn(language, startsAt, timeZone);
  if (language === 'nl') {
    if (what === 'offered')
      return {
        subject: 'Kies een tijd voor een gesprek',
        text: 'Er zijn tijden voorgesteld voor een gesprek. Kies er hier een:',
      };
    const subject = when ? `Het gesprek op ${when} gaat niet door` : 'Een voorgesteld gesprek gaat niet door';
    return { subject, text: `${subject}. Meer lees je hier:` };
  }
  if (what === 'offered')
    return { subject: 'Choose a time for a talk', text: 'Times have been proposed for a talk. Choose one here:' };
  const subject = when ? `The talk on ${when} has been cancelled` : 'A proposed talk has been cancelled';
  return { subject, text: `${subject}. Read more here:` };
}

/** Everything in one mail; never what a talk is about, nor with whom, nor what somebody wrote. */
export function newsMail(to: string, language: Language, news: readonly TalkNews[]): Mail {
  const sentences = news.map((one) => ({ ...sentenceOf(one, language), link: one.link }));
  const many = language === 'nl' ? `Nieuws over ${news.length} gesprekken` : `News about ${news.length} talks`;
  const [only] = sentences;
  return {
    to,
    subject: only !== undefined && sentences.length === 1 ? only.subject : many,
    text: [language === 'nl' ? 'Hallo,' : 'Hello,', ...sentences.map(({ text, link }) => `${text}\n${link}`), ''].join(
      '\n\n',
    ),
  };
}
