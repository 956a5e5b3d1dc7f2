import type { Language } from '@lesblik/shared/common';

const names = {
  nl: {
    readMe: 'LEES-MIJ.txt',
    data: 'gegevens.json',
    schema: 'gegevens.schema.json',
    lessons: 'lessen',
    othersLessons: 'opmerkingen bij lessen van anderen',
    lesson: 'les',
    reports: 'verslagen',
    report: 'verslag',
    film: 'film',
    comments: 'opmerkingen',
    tables: {
      lessons: 'lessen.csv',
      comments: 'opmerkingen.csv',
      log: 'wie heeft gekeken.csv',
      goals: 'leerdoelen.csv',
      ratings: 'waar de leerdoelen staan.csv',
      talks: 'gesprekken.csv',
      actions: 'acties.csv',
    },
  },
  en: {
    readMe: 'READ-ME.txt',
    data: 'data.json',
    schema: 'data.schema.json',
    lessons: 'lessons',
    othersLessons: 'comments on lessons of others',
    lesson: 'lesson',
    reports: 'reports',
    report: 'report',
    film: 'film',
    comments: 'comments',
    tables: {
      lessons: 'lessons.csv',
      comments: 'comments.csv',
      log: 'who watched.csv',
      goals: 'learning goals.csv',
      ratings: 'where the goals stand.csv',
      talks: 'talks.csv',
      actions: 'actions.csv',
    },
  },
} as const;

/** Names of files and folders in an archive. */
export const namesIn = (language: Language) => names[language];
export type Tables = keyof (typeof names)['nl']['tables'];
