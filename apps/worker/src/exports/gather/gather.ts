import type { Database } from '@lesblik/server/database/database';
import type { Language } from '@lesblik/shared/common';
import type { ExportedLesson } from '@lesblik/shared/exported-lessons';
import { EXPORT_VERSION, ExportArchive } from '@lesblik/shared/export-archive';
import type { Source } from '../exports.repository.ts';
import { type LessonPlace, reportPlaces } from '../places.ts';
import type { Asker } from './asker.ts';
import { classListsIn } from './class-lists.ts';
import { commentsIn, commentsLeftOut, goalTitles, keptCommentsIn } from './comments.ts';
import { lessonsIn, logIn, othersLessonsIn } from './lessons.ts';
import { callsIn, consentsIn, requestsIn } from './others.ts';
import { logosIn } from './reports.ts';
import { personIn } from './person.ts';
import { trajectoriesIn } from './trajectories.ts';
import { coachings, wholeTrajectories } from './whole-trajectories.ts';

interface Gathered {
  archive: ExportArchive;
  /** PNGs, by trajectory. */
  logos: ReadonlyMap<string, Buffer>;
  /** What all of it rests on. */
  sources: Source[];
}

/**
 * Everything but the films, as one snapshot of the database has it.
 * @param places of the lessons whose films were written; others began after the archive did
 */
export async function gather(
  db: Database,
  { personId: me, language, at }: { personId: string; language: Language; at: Date },
  places: ReadonlyMap<string, LessonPlace>,
): Promise<Gathered> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => gatherIn({ tx, me, at }, language, places));
}

async function gatherIn(asker: Asker, language: Language, places: ReadonlyMap<string, LessonPlace>): Promise<Gathered> {
  const titles = await goalTitles(asker);
  const comments = Map.groupBy(titled(await commentsIn(asker), titles), ({ recordingId }) => recordingId);
  const rows = await lessonsIn(asker, [...places.keys()]);
  const logs = Map.groupBy(await logIn(asker, [...places.keys()]), ({ recordingId }) => recordingId);
  const lessons = rows.flatMap((row): ExportedLesson[] => {
    const place = places.get(row.id);
    return place === undefined
      ? []
      : [{ ...lessonAt(row, place), comments: comments.get(row.id) ?? [], log: logs.get(row.id) ?? [] }];
  });
  // Only where something of one's own stands: the archive falls with each of them.
  const others = (await othersLessonsIn(asker)).filter(({ id }) => comments.has(id));
  const trajectories = await trajectoriesIn(asker);
  const requests = await requestsIn(asker);
  const calls = await callsIn(asker);
  const classLists = await classListsIn(asker);

  const archive = ExportArchive.parse({
    ...{ format: 'lesblik-export', version: EXPORT_VERSION, madeAt: asker.at.toISOString(), language },
    person: await personIn(asker),
    ...{ lessons, classLists },
    othersLessons: others.map((lesson) => ({ ...lesson, comments: comments.get(lesson.id) ?? [] })),
    keptComments: titled(await keptCommentsIn(asker), titles),
    trajectories: await wholeTrajectories(
      asker,
      trajectories.filter(({ role }) => role === 'coachee'),
      reportPlaces(language),
    ),
    coaching: await coachings(
      asker,
      trajectories.filter(({ role }) => role === 'coach'),
    ),
    ...{ requests, calls, recordingConsents: await consentsIn(asker) },
    leftOut: { ownComments: await commentsLeftOut(asker) },
  } satisfies ExportArchive);

  const schools = new Set(
    [...rows, ...classLists, ...trajectories, ...requests, ...calls].map((one) => one.organisationId),
  );
  const sources: Source[] = [
    ...[...rows, ...others].map(({ id }) => ({ kind: 'recording' as const, sourceId: id })),
    ...trajectories.map(({ id, role }) => ({ kind: role, sourceId: id })),
    ...[...schools].map((sourceId) => ({ kind: 'school' as const, sourceId })),
    ...mentionedLessons(archive).map((sourceId) => ({ kind: 'recording' as const, sourceId })),
  ];
  const logos = await logosIn(
    asker,
    trajectories.map(({ id }) => id),
  );
  return { archive, sources, logos };
}

const titled = <Row extends { goalIds: string[] }>(rows: readonly Row[], titles: ReadonlyMap<string, string>) =>
  rows.map(({ goalIds, ...comment }) => ({
    ...comment,
    goals: goalIds.map((id) => ({ id, title: titles.get(id) ?? null })),
  }));

function lessonAt<Row extends { fileName: string; sha256: string | null }>(
  { fileName, sha256, ...row }: Row,
  { folder, film, filmMissing }: LessonPlace,
) {
  return { ...row, folder, filmMissing, film: film && { ...film, fileName, sha256 } };
}

/** Lessons to which ratings, actions and talks point. */
function mentionedLessons({ trajectories, coaching }: ExportArchive): string[] {
  const moments = [
    ...trajectories.flatMap(({ goals, talks, actions }) => [
      ...goals.flatMap(({ ratings }) => ratings.map(({ evidence }) => evidence)),
      ...talks.flatMap((talk) => talk.moments),
      ...actions.map(({ doneMoment }) => doneMoment),
    ]),
    ...coaching.flatMap(({ ratings, talks, actions }) => [
      ...ratings.map(({ evidence }) => evidence),
      ...talks.flatMap((talk) => talk.moments),
      ...actions.map(({ doneMoment }) => doneMoment),
    ]),
  ];
  return [...new Set(moments.flatMap((moment) => moment?.recordingId ?? []))];
}
