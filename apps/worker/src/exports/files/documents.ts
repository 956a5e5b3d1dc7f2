import { reportPdf } from '@lesblik/server/reports/report-pdf';
import type { ExportedComment, ExportedOthersLesson } from '@lesblik/shared/exported-lessons';
import { type ExportArchive, exportJsonSchema } from '@lesblik/shared/export-archive';
import { lessonFolder } from '../places.ts';
import { namesIn } from './names.ts';
import { readMe } from './read-me.ts';
import { NamesInFolder } from './safe-name.ts';
import { tablesOf } from './tables.ts';
import { webAnnotations } from './web-annotations.ts';
import { webVtt } from './webvtt.ts';
import { wordsIn } from './words.ts';

interface Document {
  path: string;
  content: string | Uint8Array;
}

/** Days on paper are those of the schools. */
const TIME_ZONE = 'Europe/Amsterdam';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every file of an archive but the films, one after another. @param logos PNGs, by trajectory */
export async function* documentsOf(
  archive: ExportArchive,
  logos: ReadonlyMap<string, Buffer>,
): AsyncGenerator<Document> {
  const { language } = archive;
  const names = namesIn(language);
  const words = wordsIn(language);
  const tables = tablesOf(archive, words);
  yield { path: names.readMe, content: readMe(archive, words, tables.length > 0) };
  yield { path: names.data, content: json(archive) };
  yield { path: names.schema, content: json(exportJsonSchema()) };
  for (const { table, text } of tables) yield { path: names.tables[table], content: text };

  const lesson = (
    folder: string,
    of: { id: string; title: string; durationMs: number | null; film: string | undefined; comments: ExportedComment[] },
  ): Document[] => {
    if (of.comments.length === 0) return [];
    const { kinds, private: isPrivate, reply, commentsOn } = words;
    const vttWords = { title: `${commentsOn} ${of.title}`, kinds, private: isPrivate, reply };
    const source = of.film === undefined ? `urn:uuid:${of.id}` : encodeURI(of.film.slice(folder.length + 1));
    return [
      { path: `${folder}/${names.comments}.vtt`, content: webVtt(of.comments, of.durationMs, vttWords) },
      { path: `${folder}/${names.comments}.jsonld`, content: json(webAnnotations(of.comments, { id: of.id, source })) },
    ];
  };
  for (const { folder, film, ...of } of archive.lessons) yield* lesson(folder, { ...of, film: film?.path });
  for (const { folder, of } of othersFolders(archive.othersLessons, names.othersLessons, names.lesson))
    yield* lesson(folder, { ...of, durationMs: null, film: undefined });
  for (const { id, reports } of archive.trajectories) {
    for (const { path, ...report } of reports) {
      const content = await reportPdf({ id, ...report }, { language, timeZone: TIME_ZONE, logo: logos.get(id) });
      yield { path, content };
    }
  }
}

function othersFolders(lessons: readonly ExportedOthersLesson[], under: string, otherwise: string) {
  const taken = new NamesInFolder();
  return lessons.map((of) => ({ of, folder: `${under}/${taken.take(lessonFolder(of, otherwise))}` }));
}
