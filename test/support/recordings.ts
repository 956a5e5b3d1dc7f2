import { randomUUID } from 'node:crypto';
import type { Somebody, World } from './world.ts';

/** A lesson that is ready, as its row alone: for tests that play nothing. */
export async function lesson(
  world: World,
  organisationId: string,
  owner: Somebody,
  more: {
    trajectoryId?: string;
    durationMs?: number;
    title?: string;
    state?: string;
    playable?: boolean;
    commentRevision?: number;
  } = {},
): Promise<string> {
  const { id } = await world.services.db
    .insertInto('recording')
    .values({
      organisationId,
      ownerId: owner.id,
      uploaderId: owner.id,
      title: 'Rekenen in groep 5',
      recordedOn: '2026-09-01',
      classGroup: 'groep 5',
      lawfulBasis: 'internal_coaching',
      keepUntil: '2027-06-01',
      fileName: 'les.mp4',
      bytes: 1,
      state: 'ready',
      playable: true,
      durationMs: 600_000,
      uploadedAt: new Date(),
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns the grant's id */
export async function share(
  world: World,
  recordingId: string,
  owner: Somebody,
  grantee: Somebody,
  more: { mayComment?: boolean; until?: Date; startMs?: number; endMs?: number } = {},
): Promise<string> {
  const { id } = await world.services.db
    .insertInto('recordingGrant')
    .values({
      id: randomUUID(),
      recordingId,
      granteeId: grantee.id,
      grantedBy: owner.id,
      mayComment: true,
      grantedAt: new Date(world.services.clock.now()),
      until: new Date(world.services.clock.now() + 24 * 60 * 60 * 1000),
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
