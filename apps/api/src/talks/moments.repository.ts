import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { PersonRef } from '@lesblik/shared/common';
import type { TalkMoment } from '@lesblik/shared/talks';
import { sql } from 'kysely';
import { whileTalkGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { readable, watchable } from '@lesblik/server/database/watchable';
import type { ShownMoment } from './shown-moments.repository.ts';

@Injectable()
export class MomentsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order in which they were pinned, each as this person may see it. */
  ofTalk(personId: string, talkId: string): Promise<TalkMoment[]> {
    return this.#select(personId).where('m.talkId', '=', talkId).orderBy('m.pinnedAt').orderBy('m.id').execute();
  }

  get(personId: string, momentId: string): Promise<TalkMoment> {
    return this.#select(personId).where('m.id', '=', momentId).executeTakeFirstOrThrow();
  }

  /** Only to ask the policy of its talk. */
  async talkOf(momentId: string): Promise<string | undefined> {
    const row = await this.db.selectFrom('talkMoment').select('talkId').where('id', '=', momentId).executeTakeFirst();
    return row?.talkId;
  }

  async add(pinnedBy: string, talkId: string, moment: ShownMoment): Promise<string> {
    const row = { ...moment, talkId, pinnedBy, pinnedAt: this.#now() };
    const { id } = await whileTalkGoesOn(this.db, talkId, (tx) =>
      tx.insertInto('talkMoment').values(row).returning('id').executeTakeFirstOrThrow(),
    );
    return id;
  }

  async remove(talkId: string, momentId: string): Promise<void> {
    await whileTalkGoesOn(this.db, talkId, (tx) => tx.deleteFrom('talkMoment').where('id', '=', momentId).execute());
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #select(personId: string) {
    const at = this.#now();
    const seen = watchable(personId, at, { start: 'm.start_ms', end: 'm.end_ms' });
    return this.db
      .selectFrom('talkMoment as m')
      .innerJoin('person', 'person.id', 'm.pinnedBy')
      .leftJoin('recording as r', 'r.id', 'm.recordingId')
      .leftJoin('comment as c', 'c.id', 'm.commentId')
      .select([
        'm.id',
        'm.talkId',
        sql<PersonRef>`json_build_object('id', person.id, 'name', person.name)`.as('pinnedBy'),
        sql<TalkMoment['moment']>`json_build_object('startMs', m.start_ms, 'endMs', m.end_ms)`.as('moment'),
        sql<TalkMoment['lesson']>`case when r.id is not null and ${seen} then json_build_object(
          'recordingId', r.id, 'title', r.title, 'recordedOn', r.recorded_on, 'hasPicture', r.has_picture) end`.as(
          'lesson',
        ),
        sql<TalkMoment['gone']>`case when r.id is null or r.state = 'deleting' then 'deleted'
          when not ${seen} then 'not_shared' end`.as('gone'),
        sql<
          string | null
        >`case when c.id is not null and r.id is not null and ${readable(personId, at)} then c.text end`.as('comment'),
      ]);
  }
}
