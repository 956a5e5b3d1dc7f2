import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { migrate, migrationsDir } from '@lesblik/server/database/migrator';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../../support/database.ts';

const teacher = '00000000-0000-4000-8000-000000000001';
const coach = '00000000-0000-4000-8000-000000000002';
const school = '00000000-0000-4000-8000-000000000003';
const trajectory = '00000000-0000-4000-8000-000000000004';
const talk = (n: number): string => `00000000-0000-4000-8000-00000000001${n}`;

const before = `
  insert into person (id, name, email) values ('${teacher}', 'Docent', 'd@example.org'), ('${coach}', 'Coach', 'c@example.org');
  insert into organisation (id, name, quota_bytes) values ('${school}', 'School', 1);
  insert into trajectory (id, organisation_id, title, coachee_id, coach_id, starts_on, ends_on, created_by)
    values ('${trajectory}', '${school}', 'Rust', '${teacher}', '${coach}', '2026-01-01', '2027-01-01', '${coach}');
  insert into talk (id, trajectory_id, kind, title, state, starts_at, time_zone, duration_minutes, offered_by, agenda,
      agenda_version, cancelled_by, cancelled_at, cancel_told_at) values
    ('${talk(1)}', '${trajectory}', 'coaching', 'x', 'proposed', null, 'UTC', 30, '${coach}', '[]', 1, null, null, null),
    ('${talk(2)}', '${trajectory}', 'coaching', 'x', 'proposed', null, 'UTC', 30, '${coach}', '[]', 1, null, null, null),
    ('${talk(3)}', '${trajectory}', 'coaching', 'x', 'cancelled', null, 'UTC', 30, '${coach}', '[]', 1, '${teacher}', now(), null),
    ('${talk(4)}', '${trajectory}', 'coaching', 'x', 'cancelled', null, 'UTC', 30, '${coach}', '[]', 1, '${teacher}', now(), now()),
    ('${talk(5)}', '${trajectory}', 'coaching', 'x', 'planned', '2030-01-02 10:00Z', 'UTC', 30, '${coach}', '[]', 1, null, null, null);
  insert into talk_time (talk_id, starts_at, told_at) values
    ('${talk(1)}', '2030-01-02 10:00Z', null), ('${talk(1)}', '2030-01-03 10:00Z', null), ('${talk(2)}', '2030-01-02 10:00Z', now());
  insert into talk_reminder (talk_id, person_id, starts_at, before, sent_at)
    values ('${talk(5)}', '${coach}', '2030-01-02 10:00Z', 'day', '2030-01-01 10:00Z');`;

test('what nobody was mailed of before is still mailed, and nobody is reminded twice', async () => {
  const url = await createDatabase();
  const dir = await mkdtemp(join(tmpdir(), 'lesblik-before-'));
  const client = new pg.Client({ connectionString: url });
  try {
    const names = (await readdir(migrationsDir)).filter((name) => name < '0011');
    for (const name of names) await cp(join(migrationsDir, name), join(dir, name));
    await migrate(url, dir);
    await client.connect();
    await client.query(before);
    await migrate(url);
    const { rows } = await client.query('select person_id, kind, subject_id, mail from notification order by kind');
    expect(rows).toEqual([
      { person_id: coach, kind: 'talk_cancelled', subject_id: talk(3), mail: 'waiting' },
      { person_id: coach, kind: 'talk_in_a_day', subject_id: talk(5), mail: 'sent' },
      { person_id: teacher, kind: 'talk_offered', subject_id: talk(1), mail: 'waiting' },
    ]);
  } finally {
    await client.end();
    await dropDatabase(url);
    await rm(dir, { recursive: true });
  }
});
