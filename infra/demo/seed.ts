/**
 * Fills a running Lesblik with the demo school, as its people would do it themselves. Safe to run again: what is there
 * stays. `LESBLIK_URL=http://localhost:3000 DATA_DIR=.data node infra/demo/seed.ts [one-time link]`
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { identityRoutes } from '@lesblik/shared/identity';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { Client } from './client.ts';
import {
  type DemoComment,
  type DemoLesson,
  goals,
  lessons,
  PASSWORD as KNOWN_PASSWORD,
  people,
  proposal,
  SCHOOL,
  trajectory,
  type Who,
} from './content.ts';
import { rateGoal } from './ratings.ts';
import { day, inDays, type School } from './school.ts';
import { fillTrajectories } from './trajectories.ts';
import { planTalk } from './talks.ts';

/** Another one where the demo is open to a network. */
const PASSWORD = process.env['DEMO_PASSWORD'] ?? KNOWN_PASSWORD;
const PREPARED_WITHIN_MS = 300_000;
const everyone = Object.keys(people) as Who[];

async function seed(url: string, outbox: string, setupLink: string | undefined): Promise<void> {
  const school = await openSchool(url, outbox, setupLink);
  const trajectoryId = await startTrajectory(school);
  const goalIds = await writeGoals(school, trajectoryId);
  await fillTrajectories(school, trajectoryId);
  await planTalk(school, trajectoryId, goalIds[0]);
  for (const lesson of lessons) await uploadLesson(school, trajectoryId, lesson);
  for (const lesson of lessons) await review(school, lesson, goalIds);
  await rateGoal(school, goalIds[0] ?? '');
}

async function openSchool(url: string, outbox: string, setupLink: string | undefined): Promise<School> {
  const clients = Object.fromEntries(everyone.map((who) => [who, new Client(url)])) as Record<Who, Client>;
  const admin = clients.beheerder;
  if (!(await admin.signIn(people.beheerder.email, PASSWORD))) {
    const token = setupLink?.split('/').at(-1) ?? '';
    const body = { ...people.beheerder, organisationName: SCHOOL, password: PASSWORD, language: 'nl' as const };
    await admin.call(identityRoutes.setup, { params: { token }, body });
    await admin.signIn(people.beheerder.email, PASSWORD);
  }
  const organisationId = (await admin.call(identityRoutes.me, {})).memberships[0]?.organisationId ?? '';
  for (const who of everyone) await welcome({ admin, client: clients[who], organisationId, outbox, ...people[who] });
  const list = await Promise.all(
    everyone.map(async (who) => [who, (await clients[who].call(identityRoutes.me, {})).id] as const),
  );
  return { organisationId, clients, ids: Object.fromEntries(list) as Record<Who, string> };
}

interface Welcome {
  admin: Client;
  client: Client;
  organisationId: string;
  outbox: string;
  email: string;
  name: string;
}

/** By invitation, whose link comes by mail. */
async function welcome({ admin, client, organisationId, outbox, email, name }: Welcome): Promise<void> {
  if (await client.signIn(email, PASSWORD)) return;
  const body = { email, name, role: 'member' as const };
  await admin.call(organisationRoutes.invite, { params: { organisationId }, body });
  const token = await invitationFor(email, outbox);
  const accept = { name, password: PASSWORD, language: 'nl' as const };
  await client.call(organisationRoutes.acceptInvitation, { params: { token }, body: accept });
  await client.signIn(email, PASSWORD);
}

async function invitationFor(email: string, outbox: string): Promise<string> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.json')).toSorted();
  for (const name of names.toReversed()) {
    const mail = JSON.parse(await readFile(join(outbox, name), 'utf8')) as { to: string; text: string };
    const token = /\/uitnodiging\/([\w-]+)/.exec(mail.text)?.[1];
    if (mail.to === email && token !== undefined) return token;
  }
  throw new Error(`no invitation was mailed to ${email}`);
}

async function startTrajectory({ organisationId, clients, ids }: School): Promise<string> {
  const { items } = await clients.coach.call(trajectoryRoutes.list, {});
  const there = items.find(({ title }) => title === trajectory.title);
  if (there !== undefined) return there.id;
  const { id } = await clients.coach.call(trajectoryRoutes.create, {
    body: {
      organisationId,
      title: trajectory.title,
      coacheeId: ids.docent,
      coachId: ids.coach,
      clientId: ids.opdrachtgever,
      supervisorId: ids.leidinggevende,
      startsOn: day(trajectory.startsInDays),
      endsOn: day(trajectory.endsInDays),
    },
  });
  await clients.coach.call(trajectoryRoutes.update, { params: { trajectoryId: id }, body: { phase: 'coaching' } });
  return id;
}

/** @returns their ids in the order of the list */
async function writeGoals({ clients }: School, trajectoryId: string): Promise<string[]> {
  const params = { trajectoryId };
  const { items } = await clients.docent.call(goalRoutes.list, { params });
  const list: string[] = [];
  for (const goal of goals) {
    const there = items.find(({ title }) => title === goal.title);
    list.push((there ?? (await clients.docent.call(goalRoutes.add, { params, body: goal }))).id);
  }
  const { items: proposals } = await clients.coach.call(goalRoutes.proposals, { params });
  if (proposals.length === 0) await clients.coach.call(goalRoutes.propose, { params, body: proposal });
  return list;
}

async function find({ clients }: School, { title }: DemoLesson) {
  return (await clients.docent.call(recordingRoutes.list, {})).items.find((recording) => recording.title === title);
}

async function uploadLesson(school: School, trajectoryId: string, lesson: DemoLesson): Promise<void> {
  const there = await find(school, lesson);
  if (there !== undefined && there.state !== 'created' && there.state !== 'uploading') return;
  const { docent } = school.clients;
  if (there !== undefined) await docent.call(recordingRoutes.remove, { params: { recordingId: there.id } });
  const file = join(import.meta.dirname, 'lessons', lesson.file);
  const { byteLength: bytes } = await readFile(file);
  const { id } = await docent.call(recordingRoutes.create, {
    body: {
      organisationId: school.organisationId,
      trajectoryId,
      title: lesson.title,
      recordedOn: day(-lesson.daysAgo),
      classGroup: lesson.classGroup,
      lawfulBasis: 'internal_coaching',
      keepUntil: day(120),
      fileName: lesson.file,
      fileType: 'video/mp4',
      bytes,
    },
  });
  const sha256 = await docent.upload(id, file);
  await docent.call(recordingRoutes.digest, { params: { recordingId: id }, body: { sha256 } });
}

async function review(school: School, lesson: DemoLesson, goalIds: string[]): Promise<void> {
  const { docent } = school.clients;
  const recordingId = await playable(school, lesson);
  const params = { recordingId };
  const { items: running } = await docent.call(grantRoutes.list, { params });
  for (const { to, mayComment, days } of lesson.grants) {
    if (running.some(({ grantee }) => grantee.id === school.ids[to])) continue;
    const body = { granteeId: school.ids[to], mayComment, until: inDays(days).toISOString() };
    await docent.call(grantRoutes.give, { params, body });
  }
  for (const comment of lesson.comments) await say(school, recordingId, comment, goalIds);
}

/** Comments need the film's length, so they wait until it can be watched. */
async function playable(school: School, lesson: DemoLesson): Promise<string> {
  const end = Date.now() + PREPARED_WITHIN_MS;
  while (Date.now() < end) {
    const recording = await find(school, lesson);
    if (recording?.state === 'failed') throw new Error(`${lesson.file} failed: ${recording.problem}`);
    if (recording?.playable === true) return recording.id;
    await pause(250);
  }
  throw new Error(`${lesson.file} was not playable within ${PREPARED_WITHIN_MS / 1000} s`);
}

async function say(school: School, recordingId: string, comment: DemoComment, goalIds: string[]): Promise<void> {
  const { clients, ids } = school;
  const moment = { startMs: comment.startMs, endMs: comment.endMs ?? null };
  const { id } = await clients[comment.by].call(commentRoutes.add, {
    params: { recordingId },
    body: {
      clientKey: comment.key,
      kind: comment.kind,
      moment,
      text: comment.text,
      goalIds: (comment.goals ?? []).flatMap((position) => goalIds[position] ?? []),
      mentionIds: (comment.mentions ?? []).map((who) => ids[who]),
      private: comment.private ?? false,
    },
  });
  for (const reply of comment.replies ?? []) {
    await clients[reply.by].call(commentRoutes.add, {
      params: { recordingId },
      body: { clientKey: reply.key, parentId: id, kind: comment.kind, moment, text: reply.text },
    });
  }
  if (comment.done === true) {
    await clients.docent.call(commentRoutes.edit, { params: { commentId: id }, body: { done: true } });
  }
}

await seed(
  process.env['LESBLIK_URL'] ?? 'http://localhost:3000',
  join(process.env['DATA_DIR'] ?? '.data', 'outbox'),
  process.argv[2],
);
