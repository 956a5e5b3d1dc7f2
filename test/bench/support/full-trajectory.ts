import { Client as Postgres } from 'pg';
import type { School } from './school.ts';

const TALKS = 10;

/** What somebody's calendar says so many days from now, in the afternoon. */
const wallTimeIn = (days: number): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T15:30`;

/** A talk that its coach offered and of which the coachee picked the time. @returns its id */
export async function plannedTalk(
  school: School,
  trajectoryId: string,
  title: string,
  inDays: number,
  coach = school.coach,
): Promise<string> {
  const offer = { kind: 'coaching', title, timeZone: 'Europe/Amsterdam', times: [wallTimeIn(inDays)] };
  const { id, times } = await school.send<{ id: string; times: { id: string }[] }>(
    'POST',
    `/trajectories/${trajectoryId}/talks`,
    offer,
    coach,
  );
  await school.send('POST', `/talks/${id}/pick`, { timeId: times[0]?.id });
  return id;
}

export async function newTrajectory(school: School): Promise<string> {
  const { id: coacheeId } = await school.send<{ id: string }>('GET', '/me');
  const { id } = await school.send<{ id: string }>('POST', '/trajectories', {
    ...{ organisationId: school.organisationId, title: 'Bench', coacheeId, coachId: school.coachId },
    ...{ startsOn: '2026-09-01', endsOn: '2027-06-01' },
  });
  return id;
}

/**
 * A trajectory with 10 talks, 10 calls, 20 lessons that are shared with its coach and 2,000 comments, each on one of so many
 * goals; talks are planned, the rest is written straight into the tables. @returns its id
 */
export async function fullTrajectory(school: School, goals: number): Promise<string> {
  const id = await newTrajectory(school);
  for (let n = 1; n <= TALKS; n += 1) await plannedTalk(school, id, `Gesprek ${n}`, n);
  const client = new Postgres({ connectionString: school.product.env['DATABASE_URL'] });
  await client.connect();
  try {
    await client.query(
      `insert into goal (trajectory_id, position, title) select $1, n, 'Leerdoel ' || n from generate_series(1, $2::int) n`,
      [id, goals],
    );
    await client.query(
      `insert into recording (organisation_id, owner_id, uploader_id, trajectory_id, title, recorded_on, class_group,
         lawful_basis, keep_until, file_name, bytes, state, playable, duration_ms, comment_revision)
       select organisation_id, coachee_id, coachee_id, id, 'Les ' || n, current_date - n, 'Groep 6', 'internal_coaching',
         current_date + 90, 'les.mp4', 8, 'ready', true, 1800000, 100
       from trajectory, generate_series(1, 20) n where id = $1`,
      [id],
    );
    await client.query(
      `insert into recording_grant (recording_id, grantee_id, granted_by, may_comment, until)
       select r.id, t.coach_id, r.owner_id, true, now() + interval '30 days'
       from recording r join trajectory t on t.id = r.trajectory_id where t.id = $1`,
      [id],
    );
    await client.query(
      `insert into comment (recording_id, author_id, client_key, kind, start_ms, text, goal_ids, revision, published_revision)
       select r.id, r.owner_id, gen_random_uuid(), 'question', n * 1000, 'Wat gebeurt hier?',
         array[(select id from goal where trajectory_id = $1 and position = 1 + n % $2::int)], n, n
       from recording r, generate_series(1, 100) n where r.trajectory_id = $1`,
      [id, goals],
    );
    await client.query(
      `insert into room (organisation_id, title, trajectory_id, teacher_id, host_id, planned_at)
       select organisation_id, 'Kijkgesprek ' || n, id, coachee_id, coachee_id, now() from trajectory, generate_series(1, 10) n
       where id = $1`,
      [id],
    );
    await client.query(
      `insert into room_person (room_id, person_id) select id, host_id from room where trajectory_id = $1`,
      [id],
    );
  } finally {
    await client.end();
  }
  return id;
}
