import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { PersonRef } from '@lesblik/shared/common';
import type { RoomMessage } from '@lesblik/shared/rooms';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** A room's chat. The caller looked whether the person may read it. */
@Injectable()
export class MessagesRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest first, from after this message on. */
  page(roomId: string, after: number | undefined, limit: number): Promise<(RoomMessage & { sequence: number })[]> {
    return this.#select(roomId)
      .$if(after !== undefined, (q) => q.where('m.sequence', '>', after as number))
      .orderBy('m.sequence')
      .limit(limit + 1)
      .execute();
  }

  /** The newest, oldest first. */
  async latest(roomId: string, count: number): Promise<RoomMessage[]> {
    return (await this.#select(roomId).orderBy('m.sequence', 'desc').limit(count).execute()).toReversed();
  }

  /** Said once however often it is sent: `fresh` the first time. */
  async add(
    roomId: string,
    authorId: string,
    clientKey: string,
    text: string,
  ): Promise<{ message: RoomMessage; fresh: boolean }> {
    const inserted = await this.db
      .insertInto('roomMessage')
      .values({ roomId, authorId, clientKey, text, sentAt: new Date(this.clock.now()) })
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst();
    const message = await this.#select(roomId)
      .where('m.authorId', '=', authorId)
      .where('m.clientKey', '=', clientKey)
      .executeTakeFirstOrThrow();
    return { message, fresh: inserted !== undefined };
  }

  #select(roomId: string) {
    return this.db
      .selectFrom('roomMessage as m')
      .innerJoin('person as p', 'p.id', 'm.authorId')
      .select([
        'm.id',
        'm.sequence',
        'm.roomId',
        sql<PersonRef>`json_build_object('id', p.id, 'name', p.name)`.as('author'),
        'm.text',
        isoInstant('m.sent_at').as('sentAt'),
      ])
      .where('m.roomId', '=', roomId);
  }
}
