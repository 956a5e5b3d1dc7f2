import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate, migrationsDir, readMigrations } from '@lesblik/server/database/migrator';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../../support/database.ts';

let url: string;
let folder: string;
let client: pg.Client;

beforeAll(async () => {
  url = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const { name } of await readMigrations()) {
    if (name < '0019') await copyFile(join(migrationsDir, name), join(folder, name));
  }
  await migrate(url, folder);
  client = new pg.Client(url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await dropDatabase(url);
  await rm(folder, { recursive: true });
});

const [school, teacher, coach, room] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

async function recording(ownerId: string, origin = 'upload'): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into recording (organisation_id, owner_id, uploader_id, title, recorded_on, class_group, lawful_basis,
       keep_until, file_name, bytes, state, origin)
     values ($1, $2, $2, 'Les', '2026-09-01', '', 'internal_coaching', '2027-06-01', 'les.mp4', 1, 'ready', $3) returning id`,
    [school, ownerId, origin],
  );
  return rows[0]?.id ?? '';
}

async function take(recordingId: string): Promise<(atMs: number, event: object) => Promise<unknown>> {
  const id = randomUUID();
  await client.query('insert into room_take (id, room_id, recording_id, asked_by) values ($1, $2, $3, $4)', [
    ...[id, room, recordingId, coach],
  ]);
  const answers = [
    [teacher, 'yes', false, 1],
    [coach, 'yes', false, 1],
    [coach, 'taken_back', true, 100],
  ];
  for (const [personId, answer, keep, at] of answers) {
    await client.query(
      `insert into room_consent (organisation_id, room_id, take_id, person_id, person_name, answer, text_version,
         keep_so_far, at) values ($1, $2, $3, $4, '', $5, 'v', $6, to_timestamp($7))`,
      [school, room, id, personId, answer, keep, at],
    );
  }
  return (atMs, event) =>
    client.query('insert into room_take_event (take_id, at_ms, event) values ($1, $2, $3)', [id, atMs, event]);
}

test('what was played in calls of before, and who spoke, is put right as far as it is known', async () => {
  await client.query("insert into organisation (id, name, quota_bytes) values ($1, 'School', 1)", [school]);
  for (const [id, name] of Object.entries({ [teacher]: 'Docent', [coach]: 'Coach' })) {
    await client.query('insert into person (id, name, email) values ($1, $2::text, $2::text)', [id, name]);
  }
  await client.query(
    "insert into room (id, organisation_id, title, teacher_id, host_id) values ($1, $2, 'Gesprek', $3, $3)",
    [room, school, teacher],
  );
  const [own, theirs, deleted] = [await recording(teacher), await recording(coach), randomUUID()];
  const [inner, outer] = [await recording(teacher, 'review_call'), await recording(teacher, 'review_call')];
  const first = await take(inner);
  const played = (recordingId: string) => ({ kind: 'playhead', playhead: { recordingId } });
  for (const id of [own, own, theirs, deleted]) await first(1_000, played(id));
  await first(1_000, { kind: 'playhead', playhead: null });
  const second = await take(outer);
  await client.query("insert into membership (organisation_id, person_id, role) values ($1, $2, 'guest')", [
    school,
    coach,
  ]);
  await client.query(
    `insert into recording_grant (recording_id, grantee_id, granted_by, may_comment, until, granted_at)
     values ($1, $2, $3, true, now() + interval '1 day', now())`,
    [inner, coach, teacher],
  );
  await second(1_000, played(inner));
  for (const personId of [teacher, coach]) await second(50_000, { kind: 'speaker', personId });
  for (const personId of [teacher, coach, null]) await second(200_000, { kind: 'speaker', personId });

  await migrate(url);
  const { rows: shown } = await client.query<{ recording_id: string; lesson_id: string }>(
    'select recording_id, lesson_id from call_lesson',
  );
  expect(new Set(shown.map((row) => `${row.recording_id} ${row.lesson_id}`))).toEqual(
    new Set([inner, outer].flatMap((id) => [`${id} ${own}`, `${id} ${deleted}`])),
  );
  const { rows: ended } = await client.query<{ kind: string; detail: string; subject_id: string }>(
    `select e.kind, e.detail, e.subject_id from audit_entry e join recording_grant g on g.recording_id = e.recording_id
     where g.withdrawn_at is not null and e.recording_id = $1`,
    [inner],
  );
  expect(ended).toEqual([{ kind: 'withdrawn', detail: 'consent', subject_id: coach }]);
  const { rows: events } = await client.query<{ event: { personId: string | null } }>(
    "select event from room_take_event where event->>'kind' = 'speaker' order by id",
  );
  expect(events.map(({ event }) => event.personId)).toEqual([teacher, coach, teacher, null, null]);
});
