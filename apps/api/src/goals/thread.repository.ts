import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { GoalMoment } from '@lesblik/shared/goal-progress';
import { type RawBuilder, sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { readable, shown } from '../base/watchable.ts';

/**
 * Comment `c` on recording `r` could once be read by this person, and no more: its lesson is being deleted, or was shared
 * with them when the comment became what it is. What came later they never knew of.
 */
const gone = (personId: string, at: Date): RawBuilder<boolean> => sql<boolean>`(
  ${shown(personId)} and not ${readable(personId, at)}
  and ((r.owner_id = ${personId} and r.state = 'deleting') or exists (
    select from recording_grant g where g.recording_id = r.id and g.grantee_id = ${personId}
      and greatest(coalesce(c.edited_at, c.created_at), c.unsealed_at) < least(g.until, g.withdrawn_at))))`;

@Injectable()
export class ThreadRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By day of the lesson, then by lesson, then by moment. Of what is gone nothing but that it was there. */
  ofGoal(personId: string, goalId: string): Promise<GoalMoment[]> {
    const at = new Date(this.clock.now());
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
      ])
      .where(sql<boolean>`c.goal_ids @> array[${goalId}]::uuid[]`)
      .where(sql<boolean>`(${here} or ${gone(personId, at)})`)
      .orderBy('r.recordedOn')
      .orderBy('r.createdAt')
      .orderBy('r.id')
      .orderBy('c.startMs')
      .orderBy('c.id')
      .execute();
  }
}
