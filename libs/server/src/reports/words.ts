import type { Language } from '@lesblik/shared/common';
import { STEPS } from '@lesblik/shared/goals';
import type { ReportText } from '@lesblik/shared/reports';

interface Words {
  title: string;
  about: (coachee: string, coach: string) => string;
  period: string;
  between: (from: string, to: string) => string;
  talks: string;
  talksHeld: (count: number) => string;
  goals: string;
  scale: string;
  first: (day: string, value: string) => string;
  last: (day: string, value: string) => string;
  steps: readonly string[];
  texts: Readonly<Record<ReportText, string>>;
  signed: string;
  signedBy: (name: string, day: string) => string;
  chosen: (coachee: string) => string;
  /** Somebody whose data were erased. */
  gone: string;
  logo: (school: string) => string;
  page: (page: number, of: number) => string;
}

export const words: Readonly<Record<Language, Words>> = {
  nl: {
    title: 'Verslag van het coachingstraject',
    about: (coachee, coach) => `Van ${coachee}, met ${coach} als coach`,
    period: 'Periode',
    between: (from, to) => `Van ${from} tot en met ${to}.`,
    talks: 'Gesprekken',
    talksHeld: (count) =>
      count === 0
        ? 'Er is nog geen gesprek afgerond.'
        : count === 1
          ? 'We voerden 1 gesprek:'
          : `We voerden ${count} gesprekken:`,
    goals: 'Leerdoelen',
    scale: 'Een getal zegt hoe ver een leerdoel is: 0 is wat ik hoopte, +2 veel meer, −2 veel minder.',
    first: (day, value) => `Aan het begin, ${day}: ${value}`,
    last: (day, value) => `Het laatst, ${day}: ${value}`,
    steps: [
      'veel minder dan gehoopt',
      'minder dan gehoopt',
      'zoals gehoopt',
      'meer dan gehoopt',
      'veel meer dan gehoopt',
    ],
    texts: {
      learned: 'Wat er is veranderd',
      hold_on: 'Hoe ik dit vasthoud',
      future: 'Wat ik nog ga doen',
      support: 'Wat mij daarbij helpt',
    },
    signed: 'Ondertekend',
    signedBy: (name, day) => `${name}, ${day}`,
    gone: 'iemand die er niet meer is',
    chosen: (coachee) => `${coachee} schreef dit verslag en koos wat erin staat.`,
    logo: (school) => `Logo van ${school}`,
    page: (page, of) => `Pagina ${page} van ${of}`,
  },
  en: {
    title: 'Report of the coaching trajectory',
    about: (coachee, coach) => `By ${coachee}, with ${coach} as coach`,
    period: 'Period',
    between: (from, to) => `From ${from} to ${to}.`,
    talks: 'Talks',
    talksHeld: (count) =>
      count === 0 ? 'No talk was held yet.' : count === 1 ? 'We had 1 talk:' : `We had ${count} talks:`,
    goals: 'Learning goals',
    scale: 'A figure says how far a goal is: 0 is what I hoped for, +2 much more, −2 much less.',
    first: (day, value) => `At the start, ${day}: ${value}`,
    last: (day, value) => `Last, ${day}: ${value}`,
    steps: [
      'much less than hoped for',
      'less than hoped for',
      'as hoped for',
      'more than hoped for',
      'much more than hoped for',
    ],
    texts: {
      learned: 'What has changed',
      hold_on: 'How I hold on to this',
      future: 'What I am still going to do',
      support: 'What helps me with that',
    },
    signed: 'Signed',
    signedBy: (name, day) => `${name}, ${day}`,
    gone: 'somebody who is no longer here',
    chosen: (coachee) => `${coachee} wrote this report and chose what is in it.`,
    logo: (school) => `Logo of ${school}`,
    page: (page, of) => `Page ${page} of ${of}`,
  },
};

export const languageTag = (language: Language): string => (language === 'nl' ? 'nl-NL' : 'en-GB');

const dayIn = (date: Date, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(languageTag(language), { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
    date,
  );

/** A calendar day, the same everywhere. */
export const dayText = (day: string, language: Language): string =>
  dayIn(new Date(`${day}T12:00:00Z`), language, 'UTC');

/** The day of an instant, there. */
export const instantDay = (instant: string, language: Language, timeZone: string): string =>
  dayIn(new Date(instant), language, timeZone);

/** `+1, more than hoped for`; the coachee's own words of the step where there are any. */
export function stepText(value: number, step: string, language: Language): string {
  const figure = value > 0 ? `+${value}` : value < 0 ? `−${Math.abs(value)}` : '0';
  return `${figure}, ${step === '' ? (words[language].steps[STEPS.findIndex((one) => one === value)] ?? '') : step}`;
}
