import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { PersonRef } from '@lesblik/shared/common';
import type { GoalRating } from '@lesblik/shared/goal-progress';
import type { Rater } from '@lesblik/shared/goals';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { readable, watchable } from '@lesblik/server/database/watchable';

interface Evidence {
  recordingId: string;
  commentId: string | null;
  startMs: number;
  endMs: number | null;
}

export interface NewRating {
  goalId: string;
  raterId: string;
  ratedAs: Rater;
  value: number;
  /** As it is described now. */
  step: string;
  seen: string;
  evidence: Evidence | null;
}

@Injectable()
export class RatingsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest first, their evidence as this person may see it. */
  ofGoal(personId: string, goalId: string): Promise<GoalRating[]> {
    return this.#select(personId).where('gr.goalId', '=', goalId).orderBy('gr.sequence').execute();
  }

  get(personId: string, ratingId: string): Promise<GoalRating> {
    return this.#select(personId).where('gr.id', '=', ratingId).executeTakeFirstOrThrow();
  }

  async hasRated(tx: Database, goalId: string, raterId: string): Promise<boolean> {
    const row = await tx
      .selectFrom('goalRating')
      .select('id')
      .where('goalId', '=', goalId)
      .where('raterId', '=', raterId)
      .executeTakeFirst();
    return row !== undefined;
  }

  async add(tx: Database, { evidence, ...rating }: NewRating): Promise<string> {
    const { id } = await tx
      .insertInto('goalRating')
      .values({ ...rating, ...evidence, ratedAt: this.#now() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #select(personId: string) {
    const at = this.#now();
    const seen = watchable(personId, at, { start: 'gr.start_ms', end: 'gr.end_ms' });
    return this.db
      .selectFrom('goalRating as gr')
      .innerJoin('person', 'person.id', 'gr.raterId')
      .leftJoin('recording as r', 'r.id', 'gr.recordingId')
      .leftJoin('comment as c', 'c.id', 'gr.commentId')
      .select((eb) => [
        'gr.id',
        eb.ref('gr.ratedAs').$castTo<Rater>().as('as'),
        sql<PersonRef>`json_build_object('id', person.id, 'name', person.name)`.as('by'),
        isoInstant('gr.rated_at').as('at'),
        'gr.value',
        'gr.step',
        'gr.seen',
        sql<GoalRating['evidence']>`case when gr.start_ms is not null then json_build_object(
          'moment', json_build_object('startMs', gr.start_ms, 'endMs', gr.end_ms),
          'lesson', case when r.id is not null and ${seen} then json_build_object(
            'recordingId', r.id, 'title', r.title, 'recordedOn', r.recorded_on) end,
          'comment', case when c.id is not null and r.id is not null and ${readable(personId, at)} then c.text end,
          'gone', case when r.id is null or r.state = 'deleting' then 'deleted'
            when not ${seen} then 'not_shared' end) end`.as('evidence'),
      ]);
  }
}
