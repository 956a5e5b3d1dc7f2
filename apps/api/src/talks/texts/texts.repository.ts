import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import type { AgendaSection } from '@lesblik/shared/agendas';
import type { Talk } from '@lesblik/shared/talks';
import { sql, type Transaction } from 'kysely';
import { assertTalkGoesOn, whileTalkGoesOn } from '../../base/going-on.ts';
import { CLOCK, DATABASE } from '../../base/tokens.ts';
import type { StoredText } from '@lesblik/server/talks/talk-text';

/** One text of a talk: both write in it (`ownerId` null), or it is somebody's preparation. */
export interface TextPlace {
  talkId: string;
  ownerId: string | null;
}

export interface LockedText extends StoredText {
  documentId: string;
  sequence: number;
  state: Talk['state'];
  agenda: AgendaSection[];
  /** Of the summaries that were confirmed. */
  confirmed: Buffer[];
}

/** As many updates are read one by one; then they become one. */
const UPDATES_TO_MERGE = 64;

@Injectable()
export class TextsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs while nobody else writes in this text, and nobody holds the talk when it is the shared one; unless its trajectory is over by then. */
  locked<T>(place: TextPlace, work: (tx: Transaction<DB>, text: LockedText) => Promise<T>): Promise<T> {
    const { talkId, ownerId } = place;
    return this.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('talkDocument')
        .values({ talkId, ownerId })
        .onConflict((on) => on.doNothing())
        .execute();
      // Locked by a statement of its own: the next one sees what whoever held it before did to the talk.
      await tx
        .selectFrom('talkDocument')
        .select('id')
        .where('talkId', '=', talkId)
        .where('ownerId', ownerId === null ? 'is' : '=', ownerId)
        .forNoKeyUpdate()
        .execute();
      await assertTalkGoesOn(tx, talkId);
      const row = await tx
        .selectFrom('talkDocument as d')
        .innerJoin('talk as t', 't.id', 'd.talkId')
        .select(['d.id', 'd.sequence', 'd.snapshot', 'd.snapshotSequence'])
        .select((eb) => [
          eb.ref('t.state').$castTo<Talk['state']>().as('state'),
          eb.ref('t.agenda').$castTo<AgendaSection[]>().as('agenda'),
          sql<Buffer[]>`array(select c.summary_sha256 from talk_confirmation c where c.talk_id = t.id)`.as('confirmed'),
        ])
        .where('d.talkId', '=', talkId)
        .where('d.ownerId', ownerId === null ? 'is' : '=', ownerId)
        .executeTakeFirstOrThrow();
      const updates = await this.#updates(tx, row.id, row.snapshotSequence);
      const { id: documentId, sequence, snapshot, state, agenda, confirmed } = row;
      return work(tx, { documentId, sequence, snapshot, updates, state, agenda, confirmed });
    });
  }

  /** As it is now, without waiting for who writes. */
  async read({ talkId, ownerId }: TextPlace): Promise<StoredText & { releasedAt: Date | null }> {
    const row = await this.db
      .selectFrom('talkDocument')
      .leftJoin('talkUpdate', (join) =>
        join
          .onRef('talkUpdate.documentId', '=', 'talkDocument.id')
          .onRef('talkUpdate.sequence', '>', 'talkDocument.snapshotSequence'),
      )
      .select(['snapshot', 'releasedAt'])
      .select(
        sql<Buffer[]>`coalesce(array_agg(talk_update.bytes order by talk_update.sequence)
          filter (where talk_update.bytes is not null), '{}')`.as('updates'),
      )
      .where('talkId', '=', talkId)
      .where('ownerId', ownerId === null ? 'is' : '=', ownerId)
      .groupBy('talkDocument.id')
      .executeTakeFirst();
    return row ?? { snapshot: null, updates: [], releasedAt: null };
  }

  /** @returns its number */
  async append(tx: Database, { documentId, sequence }: LockedText, bytes: Uint8Array): Promise<number> {
    const next = sequence + 1;
    await tx
      .insertInto('talkUpdate')
      .values({ documentId, sequence: next, bytes: Buffer.from(bytes) })
      .execute();
    await tx.updateTable('talkDocument').set({ sequence: next }).where('id', '=', documentId).execute();
    return next;
  }

  /** Where many updates have gathered since the last time, they become one. */
  async merge(tx: Database, text: LockedText, sequence: number, whole: () => Uint8Array): Promise<void> {
    if (text.updates.length + 1 < UPDATES_TO_MERGE) return;
    const snapshot = Buffer.from(whole());
    await tx
      .updateTable('talkDocument')
      .set({ snapshot, snapshotSequence: sequence })
      .where('id', '=', text.documentId)
      .execute();
    await tx.deleteFrom('talkUpdate').where('documentId', '=', text.documentId).execute();
  }

  /** What was written after this number; where it was merged meanwhile, all of it. */
  async since(documentId: string, after: number): Promise<{ updates: Uint8Array[]; sequence: number }> {
    return this.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const row = await tx
          .selectFrom('talkDocument')
          .select(['sequence', 'snapshot', 'snapshotSequence'])
          .where('id', '=', documentId)
          .executeTakeFirst();
        if (row === undefined) return { updates: [], sequence: after };
        const { sequence, snapshot, snapshotSequence } = row;
        const updates = await this.#updates(tx, documentId, Math.max(after, snapshotSequence));
        return { updates: snapshot !== null && snapshotSequence > after ? [snapshot, ...updates] : updates, sequence };
      });
  }

  /** Once more is no change. `tell`: in the same transaction, since when the other reads it; null when they do not. */
  async release(
    { talkId, ownerId }: { talkId: string; ownerId: string },
    released: boolean,
    tell: (tx: Transaction<DB>, since: Date | null) => Promise<void>,
  ): Promise<void> {
    const releasedAt = released ? new Date(this.clock.now()) : null;
    await whileTalkGoesOn(this.db, talkId, async (tx) => {
      const row = await tx
        .insertInto('talkDocument')
        .values({ talkId, ownerId, releasedAt })
        .onConflict((on) =>
          on.columns(['talkId', 'ownerId']).doUpdateSet((eb) => ({
            releasedAt: released ? eb.fn.coalesce('talkDocument.releasedAt', 'excluded.releasedAt') : null,
          })),
        )
        .returning('releasedAt')
        .executeTakeFirstOrThrow();
      await tell(tx, row.releasedAt);
    });
  }

  async #updates(db: Database, documentId: string, after: number): Promise<Uint8Array[]> {
    const rows = await db
      .selectFrom('talkUpdate')
      .select('bytes')
      .where('documentId', '=', documentId)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .execute();
    return rows.map(({ bytes }) => bytes);
  }
}
