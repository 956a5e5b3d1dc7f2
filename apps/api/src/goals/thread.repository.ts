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

/** The same of a comment that stayed when its lesson was deleted. */
const keptPlace = sql`(k.recorded_on, k.recording_made_at, k.recording_id, k.start_ms, k.id)`;

/** Where a page ends: the lesson's day, when it was made, as the database writes it, and its id; the moment and the comment. */
export type PlaceInThread = readonly [day: string, madeAt: string, recordingId: string, startMs: number, id: string];

@Injectable()
export class ThreadRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** So many from after that place on. Of what is gone nothing but that it was there, and words that were to stay. */
  from(personId: string, goalId: string, after: PlaceInThread | undefined, limit: number) {
    const at = new Date(this.clock.now());
    const [day, madeAt, recordingId, startMs, id] = after ?? [];
    const comesAfter = (here: RawBuilder<unknown>): RawBuilder<boolean> =>
      sql<boolean>`${here} > (${day}::date, ${madeAt}::timestamptz, ${recordingId}::uuid, ${startMs}::int, ${id}::uuid)`;
    const there = this.#moments(personId, goalId, at)
      .where(sql<boolean>`(${readable(personId, at)} or ${gone(personId, at)})`)
      .$if(after !== undefined, (query) => query.where(comesAfter(place)));
    const kept = this.#kept(personId, goalId).$if(after !== undefined, (query) => query.where(comesAfter(keptPlace)));
    return this.db
      .selectFrom(there.unionAll(kept).as('m'))
      .selectAll()
      .orderBy(
        sql`(m.place->>0)::date, (m.place->>1)::timestamptz, (m.place->>2)::uuid, (m.place->>3)::int, (m.place->>4)::uuid`,
      )
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

  /** One that stayed with this goal, for who could read it when its lesson was deleted. */
  keptComment(personId: string, goalId: string, commentId: string) {
    return this.db
      .selectFrom('keptComment as k')
      .select(['k.authorId', 'k.private'])
      .where('k.id', '=', commentId)
      .where(sql<boolean>`k.goal_ids @> array[${goalId}]::uuid[]`)
      .where(sql<boolean>`${personId} = any(k.reader_ids)`)
      .executeTakeFirst();
  }

  async removeKept(commentId: string): Promise<void> {
    await this.db.deleteFrom('keptComment').where('id', '=', commentId).execute();
  }

  /** What stayed of a deleted lesson, as text, for who could read it then. */
  #kept(personId: string, goalId: string) {
    return this.db
      .selectFrom('keptComment as k')
      .innerJoin('person', 'person.id', 'k.authorId')
      .select([
        'k.id',
        sql<GoalMoment['moment']>`json_build_object('startMs', k.start_ms, 'endMs', k.end_ms)`.as('moment'),
        sql<GoalMoment['lesson']>`null::json`.as('lesson'),
        sql<GoalMoment['comment']>`json_build_object('kind', k.kind, 'text', k.text,
          'author', json_build_object('id', person.id, 'name', person.name), 'private', k.private)`.as('comment'),
        sql<GoalMoment['gone']>`'deleted'`.as('gone'),
        sql<PlaceInThread>`json_build_array(k.recorded_on, k.recording_made_at::text, k.recording_id, k.start_ms, k.id)`.as(
          'place',
        ),
      ])
      .where(sql<boolean>`k.goal_ids @> array[${goalId}]::uuid[]`)
      .where(sql<boolean>`${personId} = any(k.reader_ids)`);
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
