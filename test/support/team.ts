import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { Somebody, World } from './world.ts';

export interface Team {
  schoolId: string;
  administrator: Somebody;
  teacher: Somebody;
  coach: Somebody;
  client: Somebody;
  supervisor: Somebody;
  /** Another coach. */
  other: Somebody;
}

export async function teamOf(world: World): Promise<Team> {
  const { id: schoolId, administrator } = await world.school();
  const [teacher, coach, client, supervisor, other] = await Promise.all([
    world.member(schoolId, 'Docent'),
    world.member(schoolId, 'Coach'),
    world.member(schoolId, 'Opdrachtgever'),
    world.member(schoolId, 'Leidinggevende'),
    world.member(schoolId, 'Andere coach'),
  ]);
  return { schoolId, administrator, teacher, coach, client, supervisor, other };
}

/** A trajectory of the team, begun by its coach. @returns its id */
export async function begin(world: World, { schoolId, teacher, coach, client, supervisor }: Team): Promise<string> {
  const { body } = await world.call(coach, trajectoryRoutes.create, {
    body: {
      ...{ organisationId: schoolId, title: 'Rust in de klas', startsOn: '2026-09-01', endsOn: '2027-02-01' },
      ...{ coacheeId: teacher.id, coachId: coach.id, clientId: client.id, supervisorId: supervisor.id },
    },
  });
  return body.id;
}

/** Somebody who was asked to coach says yes. */
export async function accept(world: World, coach: Somebody): Promise<void> {
  const { items } = (await world.call(coach, coachChangeRoutes.asked, {})).body;
  const answer = { params: { changeId: items[0]?.changeId ?? '' }, body: { decision: 'agree' as const } };
  const { status, body } = await world.call(coach, coachChangeRoutes.answer, answer);
  if (status !== 204) throw new Error(`taking over answered ${status}: ${JSON.stringify(body)}`);
}

/** The coachee agrees with the coach who was proposed to them. */
export async function agreeTo(world: World, coachee: Somebody, trajectoryId: string): Promise<void> {
  const { coachChange } = (await world.call(coachee, trajectoryRoutes.overview, { params: { trajectoryId } })).body;
  const answer = { params: { changeId: coachChange?.id ?? '' }, body: { decision: 'agree' as const } };
  const { status, body } = await world.call(coachee, coachChangeRoutes.answer, answer);
  if (status !== 204) throw new Error(`agreeing answered ${status}: ${JSON.stringify(body)}`);
}

/** The administrator proposes the other coach, the coachee agrees, and that coach says yes. */
export async function takeOver(world: World, { schoolId, administrator, teacher, other }: Team, trajectoryId: string) {
  await world.call(administrator, coachChangeRoutes.replace, {
    params: { organisationId: schoolId, trajectoryId },
    body: { coachId: other.id },
  });
  await agreeTo(world, teacher, trajectoryId);
  await accept(world, other);
}
