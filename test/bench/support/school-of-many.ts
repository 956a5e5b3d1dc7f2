import { Client } from 'pg';

const PEOPLE = 1_000;
const TEACHERS = 400;
const LESSONS_EACH = 25;

export interface SchoolOfMany {
  administratorId: string;
  recordings: {
    recordingId: string;
    ownerId: string;
    /** Sees all of it. */
    granteeId: string;
    /** Sees a part of it. */
    partGranteeId: string;
    /** Of the same school, with grants to other lessons; one to this lesson was withdrawn. */
    strangerId: string;
  }[];
}

/**
 * 1,000 people, 10,000 recordings, and of each recording four grants: one to all of it, one to a part, one that was
 * withdrawn, one whose time is over. Written straight into the tables: what is measured is asking them.
 */
export async function fillSchool(url: string): Promise<SchoolOfMany> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
      (await client.query(sql, values)).rows as T[];
    const [school] = await rows<{ id: string }>(
      `insert into organisation (name, quota_bytes) values ('Groot', 1e15) returning id`,
    );
    const people = await rows<{ id: string }>(
      `insert into person (name, email) select 'Mens ' || n, 'mens' || n || '@example.org'
       from generate_series(1, $1::int) n returning id`,
      [PEOPLE],
    );
    const ids = people.map(({ id }) => id);
    await rows(
      `insert into membership (organisation_id, person_id, role)
       select $1, person, case when n = $3 then 'administrator' else 'member' end
       from unnest($2::uuid[]) with ordinality as all_people (person, n)`,
      [school?.id, ids, PEOPLE],
    );
    const recordings = await rows<{ id: string; owner_id: string }>(
      `insert into recording (organisation_id, owner_id, uploader_id, title, recorded_on, class_group, lawful_basis,
         keep_until, file_name, bytes, state, playable, duration_ms)
       select $1, owner, owner, 'Les ' || n, current_date, 'Groep 6', 'internal_coaching', current_date + 90, 'les.mp4', 1,
         'ready', true, 2700000
       from unnest($2::uuid[]) owner, generate_series(1, $3::int) n returning id, owner_id`,
      [school?.id, ids.slice(0, TEACHERS), LESSONS_EACH],
    );
    const all = recordings.map(({ id: recordingId, owner_id: ownerId }, n) => {
      const other = (step: number) => ids[TEACHERS + ((n * 7 + step) % (PEOPLE - TEACHERS - 1))] ?? '';
      return {
        recordingId,
        ownerId,
        granteeId: other(0),
        partGranteeId: other(1),
        strangerId: other(2),
        late: other(3),
      };
    });
    const grant = (column: keyof (typeof all)[number], columns: string, values: string) =>
      rows(
        `insert into recording_grant (recording_id, grantee_id, may_comment, granted_by, until${columns})
         select recording, grantee, true, owner, ${values}
         from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as given (recording, grantee, owner)`,
        [all.map((one) => one.recordingId), all.map((one) => one[column]), all.map((one) => one.ownerId)],
      );
    await grant('granteeId', '', `now() + interval '30 days'`);
    await grant('partGranteeId', ', start_ms, end_ms', `now() + interval '30 days', 60000, 120000`);
    await grant('strangerId', ', withdrawn_at', `now() + interval '30 days', now()`);
    await grant('late', '', `now() - interval '1 day'`);
    await rows(
      `insert into recording_cut (recording_id, start_ms, end_ms, made_at) select id, 60000, 120000, now() from recording`,
    );
    await client.query('vacuum analyze');
    return { administratorId: ids.at(-1) ?? '', recordings: all };
  } finally {
    await client.end();
  }
}
