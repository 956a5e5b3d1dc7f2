/** What happened in the other trajectories of the demo, and what is asked for. Days count from today. */
import type { TalkKind } from '@lesblik/shared/agendas';
import type { AgreementProposal } from '@lesblik/shared/agreements';
import type { ReportKey, ReportText } from '@lesblik/shared/reports';
import type { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { type DemoLesson, key, type Who } from './content.ts';

/** What coach and coachee settled in one trajectory. */
export interface Settled {
  coachee: Who;
  coach: Who;
  contact: { spokenWith: 'client' | 'both'; daysAgo: number; text: string };
  plan: { plannedTalks: number; wayOfWorking: string; templateName: string };
  /** In this order; those from `waitsFrom` on are not accepted yet, and only the first of them was proposed. */
  agreements: readonly (Pick<AgreementProposal, 'kind' | 'choice' | 'text'> &
    Partial<Pick<AgreementProposal, 'clientAgreed'>>)[];
  waitsFrom: number;
  /** Held and agreed with, oldest first. */
  talks: readonly { kind: TalkKind; title: string; daysAgo: number; summary: string }[];
}

interface DemoReport {
  fields: readonly { key: Exclude<ReportKey, 'goal'>; text?: string; released?: boolean }[];
  /** In the order of the goal list. */
  goals: readonly { text: string; released: boolean }[];
  /** By the coach; nobody answered it yet. */
  suggestion?: { key: ReportText; text: string };
  /** The name below it; absent: it is not signed. */
  signed?: string;
}

export interface DemoStory extends Settled {
  title: string;
  supervisor?: Who;
  phase: TrajectoryPhase;
  startsInDays: number;
  endsInDays: number;
  goals: readonly { title: string; want: string; present: string }[];
  /** What the coachee wrote at the end. */
  report?: DemoReport;
  lessons: readonly DemoLesson[];
}

/** Of the main trajectory. */
export const story: Settled = {
  coachee: 'docent',
  coach: 'coach',
  contact: {
    spokenWith: 'both',
    daysAgo: 52,
    text: 'De school wil dat leerlingen meer zelf nadenken in de rekenles. Er is ruimte in het rooster voor vijf gesprekken.',
  },
  plan: {
    plannedTalks: 5,
    wayOfWorking: 'Voor elk gesprek kijken we allebei apart een les terug en kiezen we een moment.',
    templateName: 'Vijf gesprekken',
  },
  agreements: [
    { kind: 'report', choice: 'no_report', text: '' },
    { kind: 'telling', choice: 'coachee_tells', text: 'Aan het eind, in een gesprek van een kwartier.' },
    {
      kind: 'visibility',
      choice: null,
      text: 'Alleen wij twee zien de rekenlessen. Joris mag de les over ons leesboek zien.',
    },
    { kind: 'retention', choice: null, text: 'Tot 30 dagen na het laatste gesprek.' },
  ],
  waitsFrom: 4,
  talks: [
    {
      ...{ kind: 'intake', title: 'Kennismaking', daysAgo: 44 },
      summary: 'Noor wil dat kinderen langer nadenken. We kijken samen naar het begin van de rekenles.',
    },
    {
      ...{ kind: 'goals', title: 'De leerdoelen', daysAgo: 38 },
      summary: 'Noor koos drie leerdoelen. Wachten na een vraag komt eerst.',
    },
  ],
};

/** One in each other phase; the one that was only asked for comes from a request. */
export const stories: readonly DemoStory[] = [
  {
    title: 'Samenwerken in groepjes',
    ...{ coachee: 'tim', coach: 'collega', supervisor: 'leidinggevende' },
    ...{ phase: 'intake', startsInDays: -6, endsInDays: 100 },
    contact: {
      spokenWith: 'client',
      daysAgo: 10,
      text: 'Hans ziet dat groepswerk in de bovenbouw vaak bij één leerling blijft liggen. Tim wil het eerst in zijn eigen groep 8 proberen.',
    },
    plan: {
      plannedTalks: 3,
      wayOfWorking: 'Joris komt één keer kijken. Daarna neemt Tim twee keer een stukje groepswerk op.',
      templateName: 'Drie gesprekken',
    },
    agreements: [
      { kind: 'report', choice: 'no_report', text: 'We zijn collega’s: er gaat niets op papier.' },
      { kind: 'telling', choice: 'coachee_tells', text: 'Tim vertelt het Hans bij hun overleg in het voorjaar.' },
      { kind: 'visibility', choice: null, text: 'Alleen Joris ziet de lessen van Tim.' },
    ],
    waitsFrom: 2,
    talks: [],
    goals: [],
    lessons: [],
  },
  {
    title: 'Uitleg die iedereen volgt',
    ...{ coachee: 'collega', coach: 'coach', supervisor: 'leidinggevende' },
    ...{ phase: 'goals', startsInDays: -20, endsInDays: 120 },
    contact: {
      spokenWith: 'both',
      daysAgo: 27,
      text: 'Joris merkt dat hij veel moet herhalen na zijn uitleg. Mirjam herkent dat en geeft hem er tijd voor. Hans vindt vier gesprekken goed.',
    },
    plan: {
      plannedTalks: 4,
      wayOfWorking: 'Elke maand een gesprek. Joris neemt alleen de eerste tien minuten van een les op.',
      templateName: '',
    },
    agreements: [
      { kind: 'report', choice: 'no_report', text: '' },
      { kind: 'telling', choice: 'coach_tells_with_coachee', text: 'Samen, bij het laatste gesprek.' },
      { kind: 'visibility', choice: null, text: 'Eva ziet alleen de uitleg, niet de rest van de les.' },
      { kind: 'retention', choice: null, text: 'Een opname gaat weg zodra we hem hebben besproken.' },
    ],
    waitsFrom: 4,
    talks: [
      {
        ...{ kind: 'intake', title: 'Kennismaking', daysAgo: 19 },
        summary: 'Joris wil minder herhalen na zijn uitleg. Volgende keer schrijven we het leerdoel samen op.',
      },
    ],
    goals: [
      {
        title: 'Ik check na elke uitleg wat er is begrepen',
        want: 'Na elke uitleg laat ik drie kinderen in hun eigen woorden zeggen wat ze gaan doen.',
        present: 'Ik vraag: snapt iedereen het? Niemand zegt dan iets.',
      },
    ],
    lessons: [],
  },
  {
    title: 'Meer kinderen aan het woord',
    ...{ coachee: 'samira', coach: 'coach', supervisor: 'leidinggevende' },
    ...{ phase: 'final_evaluation', startsInDays: -160, endsInDays: 10 },
    contact: {
      spokenWith: 'both',
      daysAgo: 168,
      text: 'Samira hoort in haar taallessen steeds dezelfde kinderen. Mirjam en Hans willen dat ze daar met iemand van buiten de school naar kijkt.',
    },
    plan: {
      plannedTalks: 4,
      wayOfWorking: 'Vier gesprekken, met steeds één lesbegin om samen naar te kijken.',
      templateName: '',
    },
    agreements: [
      { kind: 'report', choice: 'report', text: 'Hooguit twee bladzijden.', clientAgreed: 'Hans, bij de start' },
      { kind: 'telling', choice: 'coachee_tells', text: 'Samira vertelt Hans na de evaluatie wat ze heeft geleerd.' },
      { kind: 'visibility', choice: null, text: 'Eva ziet de lessen die Samira deelt, verder niemand.' },
      { kind: 'retention', choice: null, text: 'Tot een maand na de evaluatie.' },
    ],
    waitsFrom: 4,
    talks: [
      {
        ...{ kind: 'intake', title: 'Kennismaking', daysAgo: 158 },
        summary: 'Samira hoort steeds dezelfde kinderen. Ze wil weten wie er niets zeggen, en waarom.',
      },
      {
        ...{ kind: 'coaching', title: 'Wie kreeg de beurt?', daysAgo: 95 },
        summary: 'We telden de beurten. Samira probeert de bekers met namen.',
      },
      {
        ...{ kind: 'coaching', title: 'Beurten met de bekers', daysAgo: 40 },
        summary: 'Meer kinderen doen mee. Samira wacht na de vraag voordat ze een naam trekt.',
      },
      {
        ...{ kind: 'final_evaluation', title: 'Terugkijken', daysAgo: 4 },
        summary: 'Het doel is gehaald. Samira schrijft het verslag en vertelt het Hans zelf.',
      },
    ],
    goals: [
      {
        title: 'Ik geef ook stille kinderen een beurt',
        want: 'In elke les hoor ik minstens drie kinderen die hun vinger niet opsteken.',
        present: 'Ik kies bijna altijd een opgestoken vinger.',
      },
    ],
    report: {
      fields: [
        { key: 'period', released: true },
        {
          key: 'learned',
          text: 'Ik hoor nu in elke les kinderen die hun vinger niet opsteken. Ze schrijven eerst iets op, en dan durven ze.',
          released: true,
        },
        { key: 'hold_on', text: 'Ik kijk elke maand een lesbegin terug.', released: true },
        { key: 'support', text: 'Een vast uur om bij Joris te kijken. Daar twijfel ik nog over.' },
      ],
      goals: [{ text: 'Eerst opschrijven, dan vertellen: dat werkt.', released: true }],
      suggestion: { key: 'hold_on', text: 'Ik kijk elke maand een lesbegin terug, samen met Joris.' },
    },
    lessons: [
      {
        file: 'aan-het-woord.mp4',
        title: 'Taal: wie heeft een ander woord?',
        classGroup: 'Groep 8',
        daysAgo: 24,
        keptForDays: 40,
        grants: [{ to: 'coach', mayComment: true, days: 10 }],
        apart: { coach: 'coach', compared: true },
        comments: [
          {
            key: key(21),
            by: 'coach',
            kind: 'compliment',
            startMs: 10_000,
            endMs: 19_000,
            text: 'Je laat eerst iedereen iets opschrijven. Daarna durft Sanne het ook te zeggen.',
            goals: [0],
            replies: [{ key: key(22), by: 'samira', text: 'Dat doe ik nu in elke les. Het kost een minuut.' }],
            done: true,
          },
          {
            key: key(23),
            by: 'samira',
            kind: 'question',
            startMs: 27_000,
            text: 'Hier kies ik toch weer een vinger. Wat had ik anders kunnen doen?',
            goals: [0],
          },
        ],
      },
    ],
  },
  {
    title: 'Rust bij de start van de les',
    ...{ coachee: 'collega', coach: 'coach', supervisor: 'leidinggevende' },
    ...{ phase: 'closed', startsInDays: -190, endsInDays: -12 },
    contact: {
      spokenWith: 'both',
      daysAgo: 199,
      text: 'Na de pauze duurt het lang voor groep 5 begint. Joris vroeg zelf om hulp. Mirjam en Hans willen dat hij het dit jaar oplost, zonder druk.',
    },
    plan: {
      plannedTalks: 5,
      wayOfWorking: 'Om de vijf weken een gesprek van een uur over de eerste minuten na de pauze.',
      templateName: 'Vijf gesprekken',
    },
    agreements: [
      { kind: 'report', choice: 'report', text: '', clientAgreed: 'Hans, bij de aanvraag' },
      { kind: 'telling', choice: 'coachee_tells', text: 'Joris vertelt het Mirjam in zijn jaargesprek.' },
      { kind: 'visibility', choice: null, text: 'Eva ziet wat Joris deelt. Noor mag als duo meekijken.' },
      { kind: 'retention', choice: null, text: 'Tot 30 dagen na de evaluatie.' },
    ],
    waitsFrom: 4,
    talks: [
      {
        ...{ kind: 'intake', title: 'Kennismaking', daysAgo: 188 },
        summary: 'Joris wil dat de les na de pauze sneller begint, zonder streng te worden.',
      },
      {
        ...{ kind: 'coaching', title: 'De eerste minuten', daysAgo: 150 },
        summary: 'Joris zet de opdracht op het bord voordat de kinderen binnenkomen.',
      },
      {
        ...{ kind: 'coaching', title: 'Bij de deur', daysAgo: 115 },
        summary: 'Begroeten bij de deur werkt. Nu nog: zelf beginnen als het nog niet stil is.',
      },
      {
        ...{ kind: 'coaching', title: 'Zonder te wachten op stilte', daysAgo: 75 },
        summary: 'De les begint binnen drie minuten. Joris let op de kinderen achterin.',
      },
      {
        ...{ kind: 'final_evaluation', title: 'Terugkijken', daysAgo: 19 },
        summary: 'Het doel is gehaald. Noor kijkt in het voorjaar nog een keer mee.',
      },
    ],
    goals: [
      {
        title: 'De les begint binnen twee minuten',
        want: 'Ik sta bij de deur, begroet iedereen en op het bord staat wat je gaat doen.',
        present: 'Ik begin pas als het stil is, en dat duurt soms acht minuten.',
      },
    ],
    report: {
      fields: [
        { key: 'period', released: true },
        {
          key: 'learned',
          text: 'Na de pauze is groep 5 binnen twee minuten aan het werk. Ik sta bij de deur en de opdracht staat op het bord.',
          released: true,
        },
        { key: 'hold_on', text: 'Noor kijkt in het voorjaar nog een keer mee.', released: true },
      ],
      goals: [{ text: 'Dit lukt nu bijna elke dag.', released: true }],
      signed: 'Joris',
    },
    lessons: [
      {
        file: 'rustige-start.mp4',
        title: 'Na de pauze: zo beginnen we',
        classGroup: 'Groep 5',
        daysAgo: 33,
        keptForDays: 18,
        grants: [{ to: 'coach', mayComment: true, days: 10 }],
        comments: [
          {
            key: key(31),
            by: 'coach',
            kind: 'compliment',
            startMs: 2_000,
            endMs: 14_000,
            text: 'De opdracht staat al op het bord en je wacht rustig. Binnen een halve minuut is iedereen bezig.',
            goals: [0],
          },
          {
            key: key(32),
            by: 'collega',
            kind: 'suggestion',
            startMs: 24_000,
            text: 'Voor het vervolg: de vraag van Fleur had ik na de opdracht kunnen beantwoorden.',
            goals: [0],
          },
        ],
      },
    ],
  },
];

export interface DemoRequest {
  title: string;
  reason: string;
  coachee: Who;
  supervisor: Who;
  startsInDays: number;
  endsInDays: number;
  /** By the coach who was asked. */
  taken: boolean;
}

export const requests: readonly DemoRequest[] = [
  {
    title: 'Hoge verwachtingen uitspreken',
    reason:
      'Joris rondt in het voorjaar zijn traject over uitleg af. Daarna wil hij leren om kinderen te zeggen wat hij van ze verwacht. Hij vroeg er zelf om.',
    ...{ coachee: 'collega', supervisor: 'leidinggevende', startsInDays: 130, endsInDays: 290, taken: false },
  },
  {
    title: 'Leerlingen eigenaar maken van hun week',
    reason:
      'Samira neemt na haar traject over taal groep 7 over. De groep werkt met een weektaak, maar vraagt bij elke stap wat er nu moet.',
    ...{ coachee: 'samira', supervisor: 'leidinggevende', startsInDays: 14, endsInDays: 180, taken: true },
  },
];
