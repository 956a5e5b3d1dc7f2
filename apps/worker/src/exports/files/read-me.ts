import type { ExportArchive } from '@lesblik/shared/export-archive';
import { namesIn } from './names.ts';
import type { ArchiveWords } from './words.ts';

/** What is in the archive, what is not, and why: plain text, with ends of lines that every system's editor shows. */
export function readMe(archive: ExportArchive, words: ArchiveWords, hasTables: boolean): string {
  const { readMe: said } = words;
  const names = namesIn(archive.language);
  const ownComments = archive.leftOut.ownComments;
  const missing = archive.lessons.flatMap(({ folder, filmMissing }) =>
    filmMissing === null ? [] : [`${folder}: ${said.missing[filmMissing]}`],
  );
  const outside = [
    ...missing,
    ...(ownComments === 0
      ? []
      : [ownComments === 1 ? said.ownComments_one : `${ownComments} ${said.ownComments_other}`]),
    ...said.never,
  ];
  const commented = [...archive.lessons, ...archive.othersLessons].some(({ comments }) => comments.length > 0);
  const inside = [
    `${names.data}: ${said.lines.data} ${names.schema}.`,
    ...(archive.lessons.length > 0 ? [`${names.lessons}/: ${said.lines.lessons}.`] : []),
    ...(commented ? [`${names.comments}.vtt: ${said.lines.vtt}.`] : []),
    ...(commented ? [`${names.comments}.jsonld: ${said.lines.annotations}.`] : []),
    ...(archive.trajectories.some(({ reports }) => reports.length > 0)
      ? [`${names.reports}/: ${said.lines.reports}.`]
      : []),
    ...(archive.othersLessons.length > 0 ? [`${names.othersLessons}/: ${said.lines.othersLessons}.`] : []),
    ...(hasTables ? [`*.csv: ${said.lines.tables}`] : []),
  ];
  const lines = [
    ...[said.title, '='.repeat(said.title.length), ''],
    ...[`${said.of}: ${archive.person.name}`, `${said.madeAt}: ${archive.madeAt}`, ''],
    ...[said.inside, '-'.repeat(said.inside.length), ...inside.map((line) => `- ${line}`), ''],
    ...[said.outside, '-'.repeat(said.outside.length), ...outside.map((line) => `- ${line}`), ''],
    ...[said.care, ''],
  ];
  return lines.join('\r\n');
}
