import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { GoalMoment } from '@lesblik/shared/goal-progress';
import { type RawBuilder, sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { momentShown, readable, shown } from '@lesblik/server/database/watchable';

/**
 * Comment `c` on recording `r` could once be read by this person, and no more: its lesson is being deleted, or what was
 * shared of it with them, when the comment became what it is, held its moment. What came later they never knew of.
 */
const gone = (personId: string, at: Date): RawBuilder<boolean> => sql<boolean>`(
  ${shown(personId)} and not ${readable(personId, at)}
  and ((r.owner_id = ${personId} and r.state = 'deleting') or exists (
    select from recording_grant g where g.recording_id = r.id and g.grantee_id = ${personId}
      and ${momentShown()} and greatest(coalesce(c.edited_at, c.created_at), c.unsealed_at) < least(g.until, g.withdrawn_at))))`;

/** In the order of the thread: by day of the lesson, then by lesson, then by moment. */
const place = sql`(r.recorded_on, r.created_at, r.id, c.start_ms, c.id)`;

/** Where a page ends: the lesson's day, when it was made, as the database writes it, and its id; the moment and the comment. */
export type PlaceInThread = readonly [day: string, madeAt: string, recordingId: string, startMs: number, id: string];

@Injectable()
export class ThreadRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** So many from after that place on. Of what is gone nothing but that it was there. */
  from(personId: string, goalId: string, after: PlaceInThread | undefined, limit: number) {
    const at = new Date(this.clock.now());
    return this.#moments(personId, goalId, at)
      .where(sql<boolean>`(${readable(personId, at)} or ${gone(personId, at)})`)
      .$if(after !== undefined, (query) => {
        const [day, madeAt, recordingId, startMs, id] = after ?? [];
        return query.where(sql<boolean>`${place} > (${day}::date, ${madeAt}::timestamptz, ${recordingId}::uuid,
          ${startMs}::int, ${id}::uuid)`);
      })
      .orderBy(sql`${place}`)
      .limit(limit)
      .execute();
  }

  /** Of those that can be played: how many there are, the first and the last. */
  async playable(personId: string, goalId: string) {
    const at = new Date(this.clock.now());
    const here = this.#moments(personId, goalId, at)
      .where(readable(personId, at))
      .select(sql<number>`count(*) over ()`.as('count'));
    const [first, latest] = await Promise.all([
      here
        .orderBy(sql`${place}`)
        .limit(1)
        .executeTakeFirst(),
      here
        .orderBy(sql`${place} desc`)
        .limit(1)
        .executeTakeFirst(),
    ]);
    return first && latest && { count: first.count, first, latest };
  }

  #moments(personId: string, goalId: string, at: Date) {
    const here = readable(personId, at);
    return this.db
      .selectFrom('comment as c')
      .innerJoin('recording as r', 'r.id', 'c.recordingId')
      .innerJoin('person', 'person.id', 'c.authorId')
      .select([
        'c.id',
        sql<GoalMoment['moment']>`json_build_object('startMs', c.start_ms, 'endMs', c.end_ms)`.as('moment'),
        sql<GoalMoment['lesson']>`case when ${here} then json_build_object(
          'recordingId', r.id, 'title', r.title, 'recordedOn', r.recorded_on) end`.as('lesson'),
        sql<GoalMoment['comment']>`case when ${here} then json_build_object('kind', c.kind, 'text', c.text,
          'author', json_build_object('id', person.id, 'name', person.name), 'private', c.private) end`.as('comment'),
        sql<GoalMoment['gone']>`case when r.state = 'deleting' then 'deleted'
          when not ${here} then 'not_shared' end`.as('gone'),
        sql<PlaceInThread>`json_build_array(r.recorded_on, r.created_at::text, r.id, c.start_ms, c.id)`.as('place'),
      ])
      .where(sql<boolean>`c.goal_ids @> array[${goalId}]::uuid[]`);
  }
}
