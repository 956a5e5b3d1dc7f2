import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commentRoutes } from '@lesblik/shared/comments';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { sealRoutes } from '@lesblik/shared/seals';
import type { DemoComment, DemoLesson, Who } from './content.ts';
import { schoolDay, then } from './past.ts';
import { day, inDays, type School } from './school.ts';

const PREPARED_WITHIN_MS = 300_000;

interface Of {
  owner: Who;
  lesson: DemoLesson;
}

async function find({ clients }: School, { owner, lesson: { title } }: Of) {
  return (await clients[owner].call(recordingRoutes.list, {})).items.find((recording) => recording.title === title);
}

export async function uploadLesson(school: School, of: Of & { trajectoryId: string }): Promise<void> {
  const { trajectoryId, lesson } = of;
  const there = await find(school, of);
  if (there !== undefined && there.state !== 'created' && there.state !== 'uploading') return;
  const owner = school.clients[of.owner];
  if (there !== undefined) await owner.call(recordingRoutes.remove, { params: { recordingId: there.id } });
  const file = join(import.meta.dirname, 'lessons', lesson.file);
  const { byteLength: bytes } = await readFile(file);
  const taught = schoolDay(lesson.daysAgo, 15, 10);
  await school.past.at(taught, async () => {
    const { id } = await owner.call(recordingRoutes.create, {
      body: {
        organisationId: school.organisationId,
        trajectoryId,
        title: lesson.title,
        recordedOn: taught.toISOString().slice(0, 10),
        classGroup: lesson.classGroup,
        lawfulBasis: 'internal_coaching',
        keepUntil: day(lesson.keptForDays),
        fileName: lesson.file,
        fileType: 'video/mp4',
        bytes,
      },
    });
    const sha256 = await owner.upload(id, file);
    await owner.call(recordingRoutes.digest, { params: { recordingId: id }, body: { sha256 } });
  });
}

/** Shares it and says what was seen in it. */
export async function review(school: School, of: Of & { goalIds: readonly string[] }): Promise<void> {
  const { lesson, goalIds } = of;
  const owner = school.clients[of.owner];
  const recordingId = await playable(school, of);
  const params = { recordingId };
  const { items: running } = await owner.call(grantRoutes.list, { params });
  for (const { to, mayComment, days } of lesson.grants) {
    if (running.some(({ grantee }) => grantee.id === school.ids[to])) continue;
    const body = { granteeId: school.ids[to], mayComment, until: inDays(days).toISOString() };
    await school.past.at(schoolDay(lesson.daysAgo, 15, 30), () => owner.call(grantRoutes.give, { params, body }));
  }
  const said = { recordingId, goalIds, owner: of.owner, lesson };
  await lookApart(school, said, 'begin');
  const ids = new Map<DemoComment, string>();
  for (const comment of lesson.comments) ids.set(comment, await say(school, { ...said, comment }));
  await lookApart(school, said, 'end');
  for (const [comment, id] of ids) await answer(school, { ...said, comment }, id);
}

/** Begins before anything is said, and ends before anybody answers. */
async function lookApart({ clients, ids, past }: School, { recordingId, owner, lesson }: Said, part: 'begin' | 'end') {
  const { apart, daysAgo } = lesson;
  if (apart === undefined) return;
  const params = { recordingId };
  const { seal } = await clients[owner].call(sealRoutes.get, { params });
  if (part === 'begin') {
    const start = () => clients[owner].call(sealRoutes.start, { params, body: { coachId: ids[apart.coach] } });
    if (seal === null) await past.at(schoolDay(daysAgo, 15, 45), start);
    return;
  }
  const done = (who: Who) => () => clients[who].call(sealRoutes.release, { params, body: { released: true } });
  if (seal?.coachReleasedAt === null) await past.at(then(daysAgo - 1, 13, 50), done(apart.coach));
  if (apart.compared && seal?.openedAt === null) await past.at(then(daysAgo - 1, 18), done(owner));
}

/** Comments need the film's length, so they wait until it can be watched. */
async function playable(school: School, of: Of): Promise<string> {
  const { file } = of.lesson;
  const end = Date.now() + PREPARED_WITHIN_MS;
  while (Date.now() < end) {
    const recording = await find(school, of);
    if (recording?.state === 'failed') throw new Error(`${file} failed: ${recording.problem}`);
    if (recording?.playable === true) return recording.id;
    await pause(250);
  }
  throw new Error(`${file} was not playable within ${PREPARED_WITHIN_MS / 1000} s`);
}

interface Said {
  recordingId: string;
  goalIds: readonly string[];
  owner: Who;
  lesson: DemoLesson;
}

type Saying = Said & { comment: DemoComment };

/** @returns the comment's id */
async function say(school: School, { recordingId, comment, goalIds, owner, lesson }: Saying): Promise<string> {
  const { clients, ids, past } = school;
  const moment = { startMs: comment.startMs, endMs: comment.endMs ?? null };
  const params = { recordingId };
  const body = {
    ...{ clientKey: comment.key, kind: comment.kind, moment, text: comment.text },
    goalIds: (comment.goals ?? []).flatMap((position) => goalIds[position] ?? []),
    mentionIds: (comment.mentions ?? []).map((who) => ids[who]),
    private: comment.private ?? false,
  };
  // The teacher looks the same evening, the other the day after; each needs some minutes from moment to moment.
  const [saidAgo, hour] = comment.by === owner ? [lesson.daysAgo, 19] : [lesson.daysAgo - 1, 13];
  const minute = Math.round(comment.startMs / 2000);
  const add = async () => {
    if (comment.by !== owner) await clients[comment.by].watch(recordingId);
    return clients[comment.by].call(commentRoutes.add, { params, body });
  };
  return (await past.at(then(saidAgo, hour, minute), add)).id;
}

async function answer({ clients, past }: School, { recordingId, comment, owner, lesson }: Saying, id: string) {
  const params = { recordingId };
  const moment = { startMs: comment.startMs, endMs: comment.endMs ?? null };
  const answeredAgo = Math.max(1, lesson.daysAgo - 2);
  for (const { key: clientKey, by, text } of comment.replies ?? []) {
    const reply = { clientKey, parentId: id, kind: comment.kind, moment, text };
    await past.at(then(answeredAgo, 18, 20), () => clients[by].call(commentRoutes.add, { params, body: reply }));
  }
  if (comment.done !== true) return;
  const done = { params: { commentId: id }, body: { done: true } };
  await past.at(then(answeredAgo, 18, 40), () => clients[owner].call(commentRoutes.edit, done));
}
