import type { Language } from '@lesblik/shared/common';
import type { NotificationKind } from '@lesblik/shared/notifications';
import { zoneName } from '@lesblik/shared/zoned-time';

/** What one line of a mail is about. */
export interface Said {
  kind: NotificationKind;
  count: number;
  /** Of a talk, and the zone in which it was planned. */
  startsAt: string | null;
  timeZone: string | null;
}

interface Sentence {
  subject: string;
  text: string;
}

/** `when`: empty where there is no time. */
type Say = (when: string, count: number) => Sentence;

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

/** The same words as subject and as sentence, with where to go. */
const say = (subject: string, go: string): Sentence => ({ subject, text: `${subject}. ${go}` });

const nl: Record<NotificationKind, readonly [name: string, say: Say]> = {
  talk_offered: [
    'Voorgestelde tijden',
    () => ({
      subject: 'Kies een tijd voor een gesprek',
      text: 'Er zijn tijden voorgesteld voor een gesprek. Kies er hier een:',
    }),
  ],
  talk_planned: ['Gekozen tijden', (when) => say(`Het gesprek is op ${when}`, 'Je bereidt het hier voor:')],
  talk_cancelled: [
    'Afgezegde gesprekken',
    (when) =>
      say(
        when === '' ? 'Een voorgesteld gesprek gaat niet door' : `Het gesprek op ${when} gaat niet door`,
        'Meer lees je hier:',
      ),
  ],
  talk_in_a_day: [
    'Herinnering een dag voor een gesprek',
    (when) => ({
      subject: `Gesprek op ${when}`,
      text: `Je hebt een gesprek op ${when}. Voorbereiden, verzetten of afzeggen doe je hier:`,
    }),
  ],
  talk_in_an_hour: [
    'Herinnering een uur voor een gesprek',
    (when) => ({
      subject: `Gesprek op ${when}`,
      text: `Je hebt een gesprek op ${when}. Je vindt het hier:`,
    }),
  ],
  summary_to_confirm: [
    'Samenvattingen',
    () => say('Een samenvatting wacht op jou', 'Ben jij het er ook mee eens? Lees hem hier:'),
  ],
  call_invited: [
    'Uitnodigingen voor een kijkgesprek',
    () => say('Je bent uitgenodigd voor een kijkgesprek', 'Je vindt het hier:'),
  ],
  lesson_shared: ['Gedeelde lessen', () => say('Er is een les met je gedeeld', 'Je bekijkt hem hier:')],
  comment_added: [
    'Nieuwe opmerkingen',
    (_, count) =>
      count === 1
        ? say('Er is een nieuwe opmerking bij een les', 'Je leest hem hier:')
        : say(`Er zijn ${count} nieuwe opmerkingen bij een les`, 'Je leest ze hier:'),
  ],
  comment_replied: [
    'Antwoorden op opmerkingen',
    (_, count) =>
      count === 1
        ? say('Er is een antwoord op een opmerking bij een les', 'Je leest het hier:')
        : say(`Er zijn ${count} antwoorden op opmerkingen bij een les`, 'Je leest ze hier:'),
  ],
  mentioned: [
    'Opmerkingen waarin je genoemd bent',
    (_, count) =>
      count === 1
        ? say('Je bent genoemd in een opmerking', 'Je leest hem hier:')
        : say(`Je bent genoemd in ${count} opmerkingen`, 'Je leest ze hier:'),
  ],
  seal_begun: [
    'Apart kijken',
    () => say('Bij een les is gekozen voor apart kijken', 'Je ziet elkaars opmerkingen nog niet. Je kijkt hier:'),
  ],
  seal_opened: ['Opmerkingen na apart kijken', () => say('De opmerkingen bij een les zijn open', 'Je leest ze hier:')],
  request_filed: ['Aanvragen', () => say('Er is een aanvraag voor een traject', 'Je leest hem hier:')],
  request_answered: ['Antwoorden op aanvragen', () => say('Er is een antwoord op een aanvraag', 'Je leest het hier:')],
  goal_proposed: [
    'Voorstellen voor een leerdoel',
    () => say('Je coach stelt een leerdoel voor', 'Jij beslist. Je leest het hier:'),
  ],
  goal_answered: [
    'Antwoorden op voorgestelde leerdoelen',
    () => say('Er is een antwoord op je voorstel voor een leerdoel', 'Je leest het hier:'),
  ],
  agreement_proposed: [
    'Voorstellen voor een werkafspraak',
    (_, count) =>
      count === 1
        ? say('Een werkafspraak wacht op jou', 'Je leest hem hier:')
        : say(`${count} werkafspraken wachten op jou`, 'Je leest ze hier:'),
  ],
  agreement_answered: [
    'Antwoorden op werkafspraken',
    () => say('Er is een antwoord op je voorstel voor een werkafspraak', 'Je leest het hier:'),
  ],
  coach_proposed: [
    'Voorstellen voor een andere coach',
    () => say('Er is een andere coach voorgesteld', 'Je antwoordt hier:'),
  ],
  coach_asked: ['Vragen om coach te worden', () => say('Je bent gevraagd als coach', 'Je antwoordt hier:')],
  coach_answered: [
    'Antwoorden over een andere coach',
    () => say('Er is een antwoord over een andere coach', 'Je leest het hier:'),
  ],
};

const en: typeof nl = {
  talk_offered: [
    'Proposed times',
    () => ({
      subject: 'Choose a time for a talk',
      text: 'Times have been proposed for a talk. Choose one here:',
    }),
  ],
  talk_planned: ['Chosen times', (when) => say(`The talk is on ${when}`, 'You prepare it here:')],
  talk_cancelled: [
    'Cancelled talks',
    (when) =>
      say(
        when === '' ? 'A proposed talk has been cancelled' : `The talk on ${when} has been cancelled`,
        'You read more here:',
      ),
  ],
  talk_in_a_day: [
    'Reminder a day before a talk',
    (when) => ({
      subject: `Talk on ${when}`,
      text: `You have a talk on ${when}. Prepare, move or cancel it here:`,
    }),
  ],
  talk_in_an_hour: [
    'Reminder an hour before a talk',
    (when) => ({ subject: `Talk on ${when}`, text: `You have a talk on ${when}. You find it here:` }),
  ],
  summary_to_confirm: [
    'Summaries',
    () => say('A summary waits for you', 'Do you agree with it too? You read it here:'),
  ],
  call_invited: ['Invitations to a review call', () => say('You are invited to a review call', 'You find it here:')],
  lesson_shared: ['Shared lessons', () => say('A lesson was shared with you', 'You watch it here:')],
  comment_added: [
    'New comments',
    (_, count) =>
      count === 1
        ? say('There is a new comment on a lesson', 'You read it here:')
        : say(`There are ${count} new comments on a lesson`, 'You read them here:'),
  ],
  comment_replied: [
    'Replies to comments',
    (_, count) =>
      count === 1
        ? say('There is a reply to a comment on a lesson', 'You read it here:')
        : say(`There are ${count} replies to comments on a lesson`, 'You read them here:'),
  ],
  mentioned: [
    'Comments that mention you',
    (_, count) =>
      count === 1
        ? say('You are mentioned in a comment', 'You read it here:')
        : say(`You are mentioned in ${count} comments`, 'You read them here:'),
  ],
  seal_begun: [
    'Looking apart',
    () => say('Looking apart was chosen for a lesson', 'You do not see each other’s comments yet. You watch it here:'),
  ],
  seal_opened: ['Comments after looking apart', () => say('The comments on a lesson are open', 'You read them here:')],
  request_filed: ['Requests', () => say('There is a request for a trajectory', 'You read it here:')],
  request_answered: ['Answers to requests', () => say('There is an answer to a request', 'You read it here:')],
  goal_proposed: [
    'Proposed learning goals',
    () => say('Your coach proposes a learning goal', 'You decide. You read it here:'),
  ],
  goal_answered: [
    'Answers to proposed learning goals',
    () => say('There is an answer to the learning goal that you proposed', 'You read it here:'),
  ],
  agreement_proposed: [
    'Proposed working agreements',
    (_, count) =>
      count === 1
        ? say('A working agreement waits for you', 'You read it here:')
        : say(`${count} working agreements wait for you`, 'You read them here:'),
  ],
  agreement_answered: [
    'Answers to working agreements',
    () => say('There is an answer to the working agreement that you proposed', 'You read it here:'),
  ],
  coach_proposed: ['Proposals for another coach', () => say('Another coach was proposed', 'You answer here:')],
  coach_asked: ['Questions to become the coach', () => say('You are asked to become the coach', 'You answer here:')],
  coach_answered: [
    'Answers about another coach',
    () => say('There is an answer about another coach', 'You read it here:'),
  ],
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
