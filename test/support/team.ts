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
