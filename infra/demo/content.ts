/** The school of the demo and its main trajectory. Days count from today; times of a comment are milliseconds in its lesson. */

export const PASSWORD = 'lesblik-demo';
export const SCHOOL = 'Basisschool De Regenboog';

export const people = {
  beheerder: { email: 'beheerder@example.org', name: 'Ada (beheerder)' },
  docent: { email: 'docent@example.org', name: 'Noor (docent)' },
  coach: { email: 'coach@example.org', name: 'Eva (coach)' },
  opdrachtgever: { email: 'opdrachtgever@example.org', name: 'Hans (opdrachtgever)' },
  leidinggevende: { email: 'leidinggevende@example.org', name: 'Mirjam (leidinggevende)' },
  collega: { email: 'collega@example.org', name: 'Joris (collega)' },
  samira: { email: 'samira@example.org', name: 'Samira (docent)' },
  tim: { email: 'tim@example.org', name: 'Tim (docent)' },
} as const;
export type Who = keyof typeof people;

export const trajectory = {
  title: 'Meer denktijd in de rekenles',
  ...{ startsInDays: -45, goalsInDays: -42, coachingInDays: -37, endsInDays: 60 },
};

export const goals = [
  {
    title: 'Wachten na een vraag',
    want: 'Ik tel in stilte tot vijf nadat ik een vraag heb gesteld, zodat iedereen kan nadenken.',
    present: 'Na een of twee seconden geef ik de beurt aan de eerste vinger.',
    obstacles: 'Stilte voelt voor mij alsof de les stokt.',
    resources: 'Een teken dat we samen afspreken: handen op tafel tijdens de denktijd.',
    behaviour: 'Na een vraag ben ik stil, en ik noem pas een naam als er meer dan één vinger is.',
  },
  {
    title: 'Vragen die aan het denken zetten',
    want: 'Ik stel in elke les minstens drie vragen die met “hoe” of “waarom” beginnen.',
    present: 'Ik vraag vooral naar het antwoord.',
    obstacles: 'Ik ben bang dat het te veel tijd kost.',
    resources: 'Vragen vooraf opschrijven in mijn lesvoorbereiding.',
  },
  {
    title: 'Leerlingen op elkaar laten reageren',
    want: 'Leerlingen geven elkaar antwoord, zonder dat ik er steeds tussen zit.',
    present: '',
    obstacles: '',
    resources: '',
  },
] as const;

/** The first goal's, from −2 to +2. */
export const steps = [
  'Ik geef meteen zelf het antwoord.',
  'Na een of twee seconden krijgt de eerste vinger de beurt.',
  'Na elke denkvraag tel ik in stilte tot vijf.',
  'Ik wacht tot de helft van de klas een vinger opsteekt.',
  'Leerlingen vragen zelf om denktijd.',
];

/** Of the first goal, in their order; `at`: which of the linked moments shows it. */
export const ratings = [
  { by: 'docent', daysAgo: 40, value: -1, seen: 'Zo gaat het nu.' },
  { by: 'coach', daysAgo: 37, value: -1, seen: '' },
  { by: 'docent', daysAgo: 17, value: 0, seen: 'In de kring lukte het, al voelde het heel lang.' },
  { by: 'docent', daysAgo: 2, value: 0, seen: 'Ook met rekenen hield ik het vol.', at: 0 },
  { by: 'coach', daysAgo: 1, value: 1, seen: '', at: 0 },
] as const;

export const proposal = {
  daysAgo: 8,
  goal: {
    title: 'Iedereen een beurt',
    want: 'Na vier lessen heeft elke leerling minstens één keer hardop meegedacht.',
    present: 'Vooral dezelfde zes leerlingen steken hun vinger op.',
    obstacles: '',
    resources: 'Naamstokjes, of eerst in tweetallen.',
  },
};

export interface DemoComment {
  key: string;
  by: Who;
  kind: 'compliment' | 'question' | 'suggestion';
  startMs: number;
  endMs?: number;
  text: string;
  /** Positions in the goal list, from 0. */
  goals?: readonly number[];
  private?: boolean;
  done?: boolean;
  mentions?: readonly Who[];
  replies?: readonly { key: string; by: Who; text: string }[];
}

export interface DemoLesson {
  file: string;
  title: string;
  classGroup: string;
  daysAgo: number;
  /** From today on. */
  keptForDays: number;
  grants: readonly { to: Who; mayComment: boolean; days: number }[];
  /** Looked at apart by its owner and this coach, who is done; `compared`: the owner is too. */
  apart?: { coach: Who; compared: boolean };
  comments: readonly DemoComment[];
}

export const key = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const lessons: readonly DemoLesson[] = [
  {
    file: 'breuken.mp4',
    title: 'Rekenen: de helft van een kwart',
    classGroup: 'Groep 6',
    daysAgo: 4,
    keptForDays: 90,
    grants: [{ to: 'coach', mayComment: true, days: 21 }],
    comments: [
      {
        key: key(1),
        by: 'coach',
        kind: 'compliment',
        startMs: 16_000,
        endMs: 27_000,
        text: 'Elf seconden stilte na je vraag. Kijk wat er gebeurt: na vier seconden komt de eerste vinger, daarna nog twee.',
        goals: [0],
        replies: [{ key: key(2), by: 'docent', text: 'Het voelde heel lang. Fijn om te zien dat het werkt!' }],
      },
      {
        key: key(3),
        by: 'coach',
        kind: 'question',
        startMs: 36_000,
        text: 'Wat wilde je met deze vraag bereiken? En wat hoorde je in het antwoord?',
        goals: [1],
        mentions: ['docent'],
      },
      {
        key: key(4),
        by: 'docent',
        kind: 'question',
        startMs: 53_000,
        endMs: 61_000,
        text: 'Hier neem ik het over van Bram. Waarom deed ik dat eigenlijk?',
        goals: [2],
      },
      {
        key: key(5),
        by: 'coach',
        kind: 'suggestion',
        startMs: 62_000,
        text: 'Deze vraag komt van een leerling. Je zou hem eerst een halve minuut kunnen laten liggen: wie wil hierop reageren?',
        goals: [0, 2],
      },
      {
        key: key(6),
        by: 'coach',
        kind: 'compliment',
        startMs: 68_000,
        text: 'Je geeft de vraag terug aan de groep. Precies wat je wilde oefenen.',
        goals: [2],
        done: true,
      },
      {
        key: key(7),
        by: 'docent',
        kind: 'suggestion',
        startMs: 27_000,
        text: 'Voor mezelf: dit zinnetje was niet nodig. Volgende keer echt stil zijn.',
        goals: [0],
        private: true,
      },
    ],
  },
  {
    file: 'kringgesprek.mp4',
    title: 'Kringgesprek over ons leesboek',
    classGroup: 'Groep 6',
    daysAgo: 18,
    keptForDays: 90,
    grants: [{ to: 'collega', mayComment: false, days: 7 }],
    comments: [
      {
        key: key(11),
        by: 'docent',
        kind: 'compliment',
        startMs: 17_000,
        text: 'Een open vraag, en ik vul het antwoord niet in.',
        goals: [1],
      },
      {
        key: key(12),
        by: 'docent',
        kind: 'question',
        startMs: 29_000,
        endMs: 38_000,
        text: 'Negen seconden voordat er een vinger kwam. Had ik nog langer moeten wachten?',
        goals: [0],
      },
    ],
  },
  {
    file: 'doorpraten.mp4',
    title: 'Praten: is eerlijk altijd beter?',
    classGroup: 'Groep 6',
    daysAgo: 3,
    keptForDays: 90,
    grants: [{ to: 'coach', mayComment: true, days: 21 }],
    apart: { coach: 'coach', compared: false },
    comments: [
      {
        key: key(41),
        by: 'docent',
        kind: 'compliment',
        startMs: 13_000,
        text: 'Ik geef zelf geen antwoord, maar vraag wie wil reageren.',
        goals: [2],
      },
      {
        key: key(42),
        by: 'docent',
        kind: 'question',
        startMs: 24_000,
        text: 'Ik ga hier meteen door. Wat had er nog kunnen komen?',
        goals: [2],
      },
      {
        key: key(43),
        by: 'coach',
        kind: 'compliment',
        startMs: 13_000,
        endMs: 19_000,
        text: 'Zes seconden niets zeggen, en dan komt er een ander kind.',
        goals: [2],
      },
      {
        key: key(44),
        by: 'coach',
        kind: 'question',
        startMs: 22_000,
        text: 'Zie je de vinger van Ilse? Wat zou zij willen zeggen?',
        goals: [2],
      },
    ],
  },
];
