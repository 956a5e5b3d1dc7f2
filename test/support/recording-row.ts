import { randomUUID } from 'node:crypto';
import type { RecordingState } from '@lesblik/shared/recording-state';
import type { Database } from '@lesblik/server/database/database';

/** A recording in a school of its own, for tests that need no more than the row. */
export async function insertRecording(
  db: Database,
  { state, bytes = 1, id = randomUUID() }: { state: RecordingState; bytes?: number; id?: string },
): Promise<string> {
  const owner = randomUUID();
  await db
    .insertInto('person')
    .values({ id: owner, name: 'Teacher', email: `${owner}@example.org` })
    .execute();
  const school = await db
    .insertInto('organisation')
    .values({ name: 'School', quotaBytes: 1e12 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('recording')
    .values({
      id,
      organisationId: school.id,
      ownerId: owner,
      uploaderId: owner,
      title: 'Lesson',
      recordedOn: '2026-09-01',
      classGroup: '3B',
      lawfulBasis: 'internal_coaching',
      keepUntil: '2027-09-01',
      fileName: 'lesson.mp4',
      bytes,
      state,
      progress: state === 'ready' ? 1 : null,
    })
    .execute();
  return id;
}
