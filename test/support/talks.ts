import { talkRoutes, type Talk } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { wallTimeAt } from '@lesblik/shared/zoned-time';
import type { Somebody, World } from './world.ts';

export const AMSTERDAM = 'Europe/Amsterdam';

/** The people of one trajectory, with a colleague who is none of them. */
export interface Pair {
  organisationId: string;
  administrator: Somebody;
  teacher: Somebody;
  coach: Somebody;
  client: Somebody;
  supervisor: Somebody;
  colleague: Somebody;
  trajectoryId: string;
}

export async function pairOf(world: World): Promise<Pair> {
  const { id: organisationId, administrator } = await world.school();
  const member = (name: string) => world.member(organisationId, name);
  const [teacher, coach, client, supervisor, colleague] = await Promise.all([
    member('Docent'),
    member('Coach'),
    member('Opdrachtgever'),
    member('Leidinggevende'),
    member('Collega'),
  ]);
  const { body } = await world.call(coach, trajectoryRoutes.create, {
    body: {
      organisationId,
      title: 'Vragen stellen',
      ...{ coacheeId: teacher.id, coachId: coach.id, clientId: client.id, supervisorId: supervisor.id },
      ...{ startsOn: '2026-09-01', endsOn: '2027-07-01' },
    },
  });
  const trajectoryId = body.id;
  return { organisationId, administrator, teacher, coach, client, supervisor, colleague, trajectoryId };
}

/** What the clock in Amsterdam shows so many days from now, at the whole hour. */
export const inDays = (world: World, days: number): string =>
  `${wallTimeAt(new Date(world.services.clock.now() + days * 86_400_000), AMSTERDAM).slice(0, 13)}:00`;

interface Wishes {
  times?: string[];
  kind?: Talk['kind'];
  title?: string;
  place?: string;
  byCall?: boolean;
}

/** A talk for which the coach offers times. */
export async function offered(world: World, { coach, trajectoryId }: Pair, wishes: Wishes = {}): Promise<Talk> {
  const { times = [inDays(world, 2), inDays(world, 3)], kind = 'coaching', title = 'Gesprek', ...more } = wishes;
  const { status, body } = await world.call(coach, talkRoutes.offer, {
    params: { trajectoryId },
    body: { kind, title, timeZone: AMSTERDAM, times, ...more },
  });
  if (status !== 201) throw new Error(`offering answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** A talk of which the teacher picked the first time. */
export async function planned(world: World, pair: Pair, wishes: Wishes = {}): Promise<Talk> {
  const { id: talkId, times } = await offered(world, pair, wishes);
  const timeId = times[0]?.id ?? '';
  const { status, body } = await world.call(pair.teacher, talkRoutes.pick, { params: { talkId }, body: { timeId } });
  if (status !== 200) throw new Error(`picking answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
