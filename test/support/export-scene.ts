import { randomBytes, randomUUID } from 'node:crypto';
import { objectNames } from '@lesblik/server/media/object-names';
import type { CommentKind } from '@lesblik/shared/comments';
import * as Y from 'yjs';
import { lesson } from './recordings.ts';
import type { Somebody, World } from './world.ts';

/** A lesson whose film is stored, so many bytes of noise. */
export async function filmed(
  world: World,
  organisationId: string,
  owner: Somebody,
  { bytes = 250_000, ...more }: { bytes?: number; title?: string; trajectoryId?: string } = {},
): Promise<{ id: string; film: Buffer }> {
  const id = await lesson(world, organisationId, owner, more);
  const film = randomBytes(bytes);
  await world.services.keys.create(id);
  await world.services.storage.write({ recordingId: id, name: objectNames.original }, film);
  return { id, film };
}

interface Words {
  kind?: CommentKind;
  startMs?: number;
  endMs?: number;
  private?: boolean;
  parentId?: string;
  goalIds?: string[];
  deletedAt?: Date;
}

/** @returns the comment's id */
export async function comment(
  world: World,
  recordingId: string,
  author: Somebody,
  text: string,
  words: Words = {},
): Promise<string> {
  const { id } = await world.services.db
    .insertInto('comment')
    .values({
      ...{ recordingId, authorId: author.id, clientKey: randomUUID(), kind: 'compliment', startMs: 1000, text },
      ...{ revision: 1, publishedRevision: words.private === true ? null : 1, ...words },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What somebody wrote in a part of a talk; of both where there is no owner. */
export async function written(
  world: World,
  talkId: string,
  owner: Somebody | null,
  words: Record<string, string>,
  releasedAt: Date | null = null,
): Promise<void> {
  const doc = new Y.Doc();
  for (const [section, text] of Object.entries(words)) doc.getText(section).insert(0, text);
  const { id: documentId } = await world.services.db
    .insertInto('talkDocument')
    .values({ talkId, ownerId: owner?.id ?? null, sequence: 1, releasedAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  const bytes = Buffer.from(Y.encodeStateAsUpdate(doc));
  await world.services.db.insertInto('talkUpdate').values({ documentId, sequence: 1, bytes }).execute();
}
