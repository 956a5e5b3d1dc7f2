import { Client as Postgres } from 'pg';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const TIMES = 100;
const REACH_MS = 150;

/** A trajectory with 10 talks, 12 goals, 20 lessons and 2,000 comments, written straight into the tables. @returns its id */
async function fill(school: School): Promise<string> {
  const { id: teacherId } = await school.send<{ id: string }>('GET', '/me');
  const { id } = await school.send<{ id: string }>('POST', '/trajectories', {
    ...{ organisationId: school.organisationId, title: 'Bench', coacheeId: teacherId, coachId: school.coachId },
    ...{ startsOn: '2026-09-01', endsOn: '2027-06-01' },
  });
  const client = new Postgres({ connectionString: school.product.env['DATABASE_URL'] });
  await client.connect();
  try {
    await client.query(
      `insert into goal (trajectory_id, position, title) select $1, n, 'Leerdoel ' || n from generate_series(1, 12) n`,
      [id],
    );
    await client.query(
      `insert into recording (organisation_id, owner_id, uploader_id, trajectory_id, title, recorded_on, class_group,
         lawful_basis, keep_until, file_name, bytes, state, playable, duration_ms, comment_revision)
       select organisation_id, coachee_id, coachee_id, id, 'Les ' || n, current_date, 'Groep 6', 'internal_coaching',
         current_date + 90, 'les.mp4', 8, 'ready', true, 1800000, 100
       from trajectory, generate_series(1, 20) n where id = $1`,
      [id],
    );
    await client.query(
      `insert into comment (recording_id, author_id, client_key, kind, start_ms, text, goal_ids, revision, published_revision)
       select r.id, r.owner_id, gen_random_uuid(), 'question', n * 1000, 'Wat gebeurt hier?',
         array[(select id from goal where trajectory_id = $1 and position = 1 + n % 12)], n, n
       from recording r, generate_series(1, 100) n where r.trajectory_id = $1`,
      [id],
    );
    await client.query(
      `insert into room (organisation_id, title, trajectory_id, teacher_id, host_id, planned_at)
       select organisation_id, 'Gesprek ' || n, id, coachee_id, coachee_id, now() from trajectory, generate_series(1, 10) n
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

export const trajectoryPage: Row = {
  name: 'trajectory-page',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const id = await fill(school);
      const paths = [
        `/trajectories/${id}/overview`,
        `/trajectories/${id}/goals`,
        `/trajectories/${id}/goal-proposals`,
        `/recordings?trajectoryId=${id}`,
        `/rooms?trajectoryId=${id}`,
        `/trajectories/${id}/talks`,
        `/trajectories/${id}/actions`,
      ];
      const page = async (): Promise<number> => {
        const since = performance.now();
        await Promise.all(paths.map((path) => school.send('GET', path)));
        return performance.now() - since;
      };
      for (let n = 0; n < 10; n++) await page();
      const took: number[] = [];
      for (let n = 0; n < TIMES; n++) took.push(await page());
      const p95 = percentile(took, 0.95);
      return [
        {
          what: 'page of a trajectory with 12 goals, 20 lessons, 2,000 comments and 10 calls: server part',
          against: '–',
          measured: `p95 ${milliseconds(p95)}`,
          reach: `p95 ≤ ${REACH_MS} ms`,
          reached: p95 <= REACH_MS,
          numbers: { p50: percentile(took, 0.5), p95 },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
