import type { ExportedComment, ExportedKeptComment, ExportedMoment } from '@lesblik/shared/exported-lessons';
import type { ExportArchive } from '@lesblik/shared/export-archive';
import type { z } from 'zod';
import { type Cell, csv } from '@lesblik/server/csv';
import type { Tables } from './names.ts';
import type { ArchiveWords } from './words.ts';

/** `1:02:03.004`, which a spreadsheet takes for a time. */
function clock(ms: number | null): string | null {
  if (ms === null) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours}:${two(minutes)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

const from = ({ startMs, endMs }: z.infer<typeof ExportedMoment>): Cell[] => [clock(startMs), clock(endMs)];
const names = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(', ');

/** Each table as CSV; those without a row are left out. */
export function tablesOf(archive: ExportArchive, words: ArchiveWords): { table: Tables; text: string }[] {
  const yes = (value: boolean) => (value ? words.yes : words.no);
  const trajectories = [...archive.trajectories, ...archive.coaching];
  const commentRow = (
    lesson: { title: string; recordedOn: string },
    comment: Omit<ExportedKeptComment, 'recordedOn'> & Partial<ExportedComment>,
  ): Cell[] => [
    ...[lesson.title, lesson.recordedOn, ...from(comment.moment), words.kinds[comment.kind], comment.author.name],
    ...[comment.text, comment.parentId ?? null, comment.goals.map(({ title }) => title ?? '').join('; ')],
    ...[yes(comment.private), comment.doneAt ?? null, comment.createdAt ?? null, comment.editedAt ?? null, comment.id],
  ];
  const rows: Record<Tables, Cell[][]> = {
    lessons: archive.lessons.map((lesson) => [
      ...[
        lesson.title,
        lesson.recordedOn,
        lesson.classGroup,
        lesson.school,
        clock(lesson.durationMs),
        lesson.keepUntil,
      ],
      names(
        lesson.grants
          .filter(({ withdrawnAt, until }) => withdrawnAt === null && until > archive.madeAt)
          .map((grant) => grant.person),
      ),
      ...[lesson.comments.length, lesson.film?.path ?? null, lesson.film?.sha256 ?? null],
    ]),
    comments: [
      ...[...archive.lessons, ...archive.othersLessons].flatMap((lesson) =>
        lesson.comments.map((comment) => commentRow(lesson, comment)),
      ),
      ...archive.keptComments.map((comment) =>
        commentRow({ title: words.deletedLesson, recordedOn: comment.recordedOn }, comment),
      ),
    ],
    log: archive.lessons.flatMap(({ title, log }) =>
      log.map((entry) => [
        ...[title, entry.at, words.log[entry.kind], entry.actor?.name ?? null, entry.subject?.name ?? null],
        ...[clock(entry.startMs), clock(entry.endMs), entry.until, entry.detail, entry.device],
      ]),
    ),
    goals: archive.trajectories.flatMap(({ title, goals }) =>
      goals.map((goal) => [
        ...[title, goal.position, goal.title, goal.want, goal.present, goal.obstacles, goal.resources, goal.behaviour],
        ...[...goal.steps, goal.archivedAt],
      ]),
    ),
    ratings: [
      ...archive.trajectories.flatMap(({ title, goals }) =>
        goals.flatMap(({ ratings }) => ratings.map((one) => ({ title, one }))),
      ),
      ...archive.coaching.flatMap(({ title, ratings }) => ratings.map((one) => ({ title, one }))),
    ].map(({ title, one }) => [title, one.goalTitle, one.by.name, one.as, one.at, one.value, one.step, one.seen]),
    talks: trajectories.flatMap(({ title, talks }) =>
      talks.map((talk) => [
        ...[
          title,
          words.talkKinds[talk.kind],
          talk.title,
          words.talkStates[talk.state],
          talk.startsAt,
          talk.durationMinutes,
          talk.place,
          talk.heldAt,
        ],
        talk.summary,
      ]),
    ),
    actions: trajectories.flatMap(({ title, actions }) =>
      actions.map((action) => [title, action.what, action.owner.name, action.dueOn, action.doneAt, action.doneText]),
    ),
  };
  const separator = archive.language === 'nl' ? ';' : ',';
  return (Object.keys(rows) as Tables[])
    .filter((table) => rows[table].length > 0)
    .map((table) => ({ table, text: csv(words.heads[table], rows[table], separator) }));
}
