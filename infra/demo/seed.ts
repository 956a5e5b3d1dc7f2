/**
 * Fills a running Lesblik with the demo school, as its people would do it themselves. Safe to run again: what is there
 * stays. `LESBLIK_URL=http://localhost:3000 DATABASE_URL=… DATA_DIR=.data node infra/demo/seed.ts [one-time link]`
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goalRoutes } from '@lesblik/shared/goals';
import { identityRoutes } from '@lesblik/shared/identity';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { nameClass } from './class-list.ts';
import { Client } from './client.ts';
import {
  goals,
  lessons,
  PASSWORD as KNOWN_PASSWORD,
  people,
  proposal,
  SCHOOL,
  trajectory,
  type Who,
} from './content.ts';
import { review, uploadLesson } from './fill-lessons.ts';
import { holdTalks } from './held-talks.ts';
import { Past, schoolDay, then } from './past.ts';
import { rateGoal } from './ratings.ts';
import { openDay, type School } from './school.ts';
import { requests, stories, story } from './stories.ts';
import { planTalk } from './talks.ts';
import { ask, prepare, tell } from './trajectories.ts';

/** Another one where the demo is open to a network. */
const PASSWORD = process.env['DEMO_PASSWORD'] ?? KNOWN_PASSWORD;
const everyone = Object.keys(people) as Who[];

interface Given {
  url: string;
  databaseUrl: string;
  outbox: string;
  setupLink: string | undefined;
}

async function seed({ databaseUrl, ...given }: Given): Promise<void> {
  const past = await Past.open(databaseUrl);
  try {
    await fill({ ...(await openSchool(given)), past });
  } finally {
    await past.close();
  }
}

async function fill(school: School): Promise<void> {
  const trajectoryId = await startTrajectory(school);
  const goalIds = await writeGoals(school, trajectoryId);
  await planTalk(school, trajectoryId, goalIds[0]);
  // What a newcomer opens first is made ready first.
  for (const lesson of lessons) await uploadLesson(school, { owner: 'docent', trajectoryId, lesson });
  await nameClass(school);
  for (const lesson of lessons) await review(school, { owner: 'docent', lesson, goalIds });
  await rateGoal(school, goalIds[0] ?? '');
  await prepare(school, trajectoryId, story);
  await holdTalks(school, trajectoryId, story);
  for (const one of stories) await tell(school, one);
  for (const one of requests) await ask(school, one);
}

async function openSchool({ url, outbox, setupLink }: Omit<Given, 'databaseUrl'>): Promise<Omit<School, 'past'>> {
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

async function startTrajectory({ organisationId, clients, ids, past }: School): Promise<string> {
  const { items } = await clients.coach.call(trajectoryRoutes.list, {});
  const there = items.find(({ title }) => title === trajectory.title);
  if (there !== undefined) return there.id;
  const { title, startsInDays, endsInDays, coachingInDays } = trajectory;
  const { id } = await past.at(schoolDay(story.contact.daysAgo + 1, 10), () =>
    clients.coach.call(trajectoryRoutes.create, {
      body: {
        ...{ organisationId, title, startsOn: openDay(startsInDays), endsOn: openDay(endsInDays) },
        ...{ coacheeId: ids.docent, coachId: ids.coach },
        ...{ clientId: ids.opdrachtgever, supervisorId: ids.leidinggevende },
      },
    }),
  );
  const body = { phase: 'coaching' as const };
  await past.at(schoolDay(-coachingInDays, 15), () =>
    clients.coach.call(trajectoryRoutes.update, { params: { trajectoryId: id }, body }),
  );
  return id;
}

/** @returns their ids in the order of the list */
async function writeGoals({ clients, past }: School, trajectoryId: string): Promise<string[]> {
  const params = { trajectoryId };
  const { items } = await clients.docent.call(goalRoutes.list, { params });
  const list: string[] = [];
  for (const [number, goal] of goals.entries()) {
    const there = items.find(({ title }) => title === goal.title);
    const add = () => clients.docent.call(goalRoutes.add, { params, body: goal });
    list.push((there ?? (await past.at(then(-trajectory.goalsInDays, 14, 10 * number), add))).id);
  }
  const { items: proposals } = await clients.coach.call(goalRoutes.proposals, { params });
  if (proposals.length > 0) return list;
  await past.at(then(proposal.daysAgo, 9, 25), () =>
    clients.coach.call(goalRoutes.propose, { params, body: proposal.goal }),
  );
  return list;
}

await seed({
  url: process.env['LESBLIK_URL'] ?? 'http://localhost:3000',
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  outbox: join(process.env['DATA_DIR'] ?? '.data', 'outbox'),
  setupLink: process.argv[2],
});
