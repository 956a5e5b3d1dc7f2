import type { Language } from '@lesblik/shared/common';
import type { FilmMissing } from '@lesblik/shared/exported-lessons';
import type { OwnLesson } from './gather/lessons.ts';
import { extensionOf, NamesInFolder, safeName } from './files/safe-name.ts';
import { namesIn } from './files/names.ts';

/** Where a lesson lies in the archive, and its film, or why that is not in it. */
export interface LessonPlace {
  folder: string;
  film: { path: string; bytes: number } | null;
  filmMissing: FilmMissing | null;
}

/** What is known of a lesson's film: its length, or why there is none. */
export type FilmFound = number | FilmMissing;

const TITLE_BYTES = 80;

/** A folder for each lesson, by day and title, in an archive of this language. */
export function placesFor(
  lessons: readonly OwnLesson[],
  filmOf: (lesson: OwnLesson) => FilmFound,
  language: Language,
): Map<string, LessonPlace> {
  const words = namesIn(language);
  const folders = new NamesInFolder();
  return new Map(
    lessons.map((lesson) => {
      const folder = `${words.lessons}/${folders.take(lessonFolder(lesson, words.lesson))}`;
      const found = filmOf(lesson);
      const path = `${folder}/${words.film}${extensionOf(lesson.fileName)}`;
      const place =
        typeof found === 'number'
          ? { film: { path, bytes: found }, filmMissing: null }
          : { film: null, filmMissing: found };
      return [lesson.id, { folder, ...place }];
    }),
  );
}

export const lessonFolder = ({ recordedOn, title }: { recordedOn: string; title: string }, otherwise: string): string =>
  `${recordedOn} ${safeName(title, { otherwise, bytes: TITLE_BYTES })}`;

/** Where the PDF of a signed report lies. */
export function reportPlaces(language: Language): (trajectory: { title: string }, version: number) => string {
  const words = namesIn(language);
  const taken = new NamesInFolder();
  return ({ title }, version) => {
    const name = `${safeName(title, { otherwise: words.report, bytes: TITLE_BYTES })} ${version}`;
    return `${words.reports}/${taken.take(name)}.pdf`;
  };
}
