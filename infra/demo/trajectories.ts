import { agreementRoutes } from '@lesblik/shared/agreements';
import { goalRoutes } from '@lesblik/shared/goals';
import { requestRoutes } from '@lesblik/shared/requests';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { evaluate } from './evaluation.ts';
import { review, uploadLesson } from './fill-lessons.ts';
import { holdTalks } from './held-talks.ts';
import { schoolDay, then } from './past.ts';
import { openDay, type School } from './school.ts';
import type { DemoRequest, DemoStory, Settled } from './stories.ts';

/** Contact, estimate and working agreements. */
export async function prepare({ clients, past }: School, trajectoryId: string, settled: Settled): Promise<void> {
  const { coach, coachee, contact, plan, agreements, waitsFrom } = settled;
  const params = { trajectoryId };
  const { inside } = await clients[coach].call(trajectoryRoutes.overview, { params });
  if (inside === null || inside.contacts.length > 0) return;
  const { spokenWith, daysAgo, text } = contact;
  await clients[coach].call(trajectoryRoutes.plan, { params, body: plan });
  for (const [index, agreement] of agreements.slice(0, waitsFrom + 1).entries()) {
    const propose = () => clients[coach].call(agreementRoutes.propose, { params, body: agreement });
    const { versions } = await past.at(then(daysAgo - 6, 13, 10 * index), propose);
    const answer = { params: { versionId: versions[0]?.id ?? '' }, body: { decision: 'accept' as const } };
    const accept = () => clients[coachee].call(agreementRoutes.answer, answer);
    if (index < waitsFrom) await past.at(then(daysAgo - 7, 18, 5 * index), accept);
  }
  // Last, because it tells whether all of this was done.
  const spoken = schoolDay(daysAgo, 14, 20);
  const body = { spokenWith, spokenOn: spoken.toISOString().slice(0, 10), text };
  await past.at(spoken, () => clients[coach].call(trajectoryRoutes.addContact, { params, body }));
}

/** A trajectory up to its phase, with the lessons and comments that came before it. */
export async function tell(school: School, story: DemoStory): Promise<void> {
  const { clients, past } = school;
  const { coachee, coach, phase, lessons } = story;
  const { id: trajectoryId, phase: now } = await start(school, story);
  // Steps come last: who is where it ends has been told, unless it begins there.
  if (now === phase && phase !== 'goals') return;
  await prepare(school, trajectoryId, story);
  await holdTalks(school, trajectoryId, story);
  const goalIds = await writeGoals(school, trajectoryId, story);
  for (const lesson of lessons) await uploadLesson(school, { owner: coachee, trajectoryId, lesson });
  for (const lesson of lessons) await review(school, { owner: coachee, lesson, goalIds });
  const order = TrajectoryPhase.options;
  const [from, to] = [order.indexOf(now), order.indexOf(phase)];
  const steps = to < from ? order.slice(to, from).toReversed() : order.slice(from + 1, to + 1);
  for (const step of steps) {
    const body = { phase: step };
    await past.at(schoolDay(stepAgo(story, step), 15), () =>
      clients[coach].call(trajectoryRoutes.update, { params: { trajectoryId }, body }),
    );
    if (step === 'final_evaluation')
      await past.at(schoolDay(stepAgo(story, step), 16), () => evaluate(school, trajectoryId, story));
  }
}

/** The first talk is at the start, coaching begins three weeks later, and a talk before the end looks back. */
function stepAgo({ startsInDays, endsInDays }: DemoStory, step: TrajectoryPhase): number {
  if (step === 'coaching') return -startsInDays - 21;
  if (step === 'final_evaluation') return Math.max(2, 7 - endsInDays);
  return step === 'closed' ? -endsInDays : -startsInDays;
}

async function start({ organisationId, clients, ids, past }: School, story: DemoStory) {
  const { title, coachee, coach, supervisor, startsInDays, endsInDays, contact } = story;
  const { items } = await clients[coach].call(trajectoryRoutes.list, {});
  const there = items.find((one) => one.title === title);
  if (there !== undefined) return there;
  const body = {
    ...{ organisationId, title, startsOn: openDay(startsInDays), endsOn: openDay(endsInDays) },
    ...{ coacheeId: ids[coachee], coachId: ids[coach], clientId: ids.opdrachtgever },
    supervisorId: supervisor === undefined ? null : ids[supervisor],
  };
  return past.at(schoolDay(contact.daysAgo + 1, 10), () => clients[coach].call(trajectoryRoutes.create, { body }));
}

/** @returns their ids in the order of the list */
async function writeGoals(school: School, trajectoryId: string, story: DemoStory): Promise<string[]> {
  const { clients, past } = school;
  const { coachee, goals, startsInDays } = story;
  const params = { trajectoryId };
  const { items } = await clients[coachee].call(goalRoutes.list, { params });
  const list: string[] = [];
  for (const goal of goals) {
    const there = items.find(({ title }) => title === goal.title);
    const add = () => clients[coachee].call(goalRoutes.add, { params, body: goal });
    list.push((there ?? (await past.at(then(-startsInDays - 4, 18), add))).id);
  }
  return list;
}

/** The client asks the coach for somebody; taken, it is a trajectory in its first phase. */
export async function ask({ organisationId, clients, ids, past }: School, request: DemoRequest): Promise<void> {
  const { title, reason, coachee, supervisor, startsInDays, endsInDays, taken } = request;
  const filedAgo = taken ? 12 : 6;
  const { items } = await clients.opdrachtgever.call(requestRoutes.list, {});
  const there = items.find((one) => one.title === title);
  const { id, state } =
    there ??
    (await past.at(schoolDay(filedAgo, 10, 15), () =>
      clients.opdrachtgever.call(requestRoutes.file, {
        body: {
          ...{ organisationId, title, reason, startsOn: openDay(startsInDays), endsOn: openDay(endsInDays) },
          ...{ coacheeId: ids[coachee], clientId: ids.opdrachtgever, supervisorId: ids[supervisor] },
          coachIds: [ids.coach],
        },
      }),
    ));
  if (!taken || state !== 'open') return;
  const take = () => clients.coach.call(requestRoutes.take, { params: { requestId: id } });
  await past.at(schoolDay(filedAgo - 3, 8, 50), take);
}
