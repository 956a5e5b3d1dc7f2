import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { sql } from 'kysely';
import type { Goal, GoalWording } from '@lesblik/shared/goals';
import { readable } from '@lesblik/server/database/watchable';
import { assertGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

@Injectable()
export class GoalsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs while nobody else changes this trajectory's goal list, unless it is over by then. */
  locked<T>(trajectoryId: string, work: (tx: Database) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      await tx.selectFrom('trajectory').select('id').where('id', '=', trajectoryId).forNoKeyUpdate().execute();
      await assertGoesOn(tx, trajectoryId);
      return work(tx);
    });
  }

  /** In the coachee's order, archived ones last; `momentCount` as this person may see it. */
  list(personId: string, trajectoryId: string): Promise<Goal[]> {
    return this.#select(personId)
      .where('goal.trajectoryId', '=', trajectoryId)
      .orderBy(sql`goal.archived_at is not null`)
      .orderBy('goal.archivedAt', 'desc')
      .orderBy('goal.position')
      .execute();
  }

  get(personId: string, goalId: string, trajectoryId: string): Promise<Goal> {
    return this.#select(personId)
      .where('goal.id', '=', goalId)
      .where('goal.trajectoryId', '=', trajectoryId)
      .executeTakeFirstOrThrow();
  }

  /** Only to ask the policy of its trajectory. */
  async trajectoryOf(goalId: string): Promise<string | undefined> {
    const row = await this.db.selectFrom('goal').select('trajectoryId').where('id', '=', goalId).executeTakeFirst();
    return row?.trajectoryId;
  }

  ratable(tx: Database, goalId: string): Promise<{ archivedAt: Date | null; steps: string[] }> {
    return tx.selectFrom('goal').select(['archivedAt', 'steps']).where('id', '=', goalId).executeTakeFirstOrThrow();
  }

  async activeIds(tx: Database, trajectoryId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('goal')
      .select('id')
      .where('trajectoryId', '=', trajectoryId)
      .where('archivedAt', 'is', null)
      .orderBy('position')
      .execute();
    return rows.map(({ id }) => id);
  }

  async add(tx: Database, trajectoryId: string, wording: GoalWording): Promise<string> {
    const { id } = await tx
      .insertInto('goal')
      .values((eb) => ({
        ...wording,
        trajectoryId,
        position: eb
          .selectFrom('goal')
          .select(sql<number>`count(*) + 1`.as('next'))
          .where('trajectoryId', '=', trajectoryId)
          .where('archivedAt', 'is', null),
      }))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async edit(tx: Database, goalId: string, changes: Partial<GoalWording & { steps: string[] }>): Promise<void> {
    await tx
      .updateTable('goal')
      .set({ ...changes, updatedAt: new Date(this.clock.now()) })
      .where('id', '=', goalId)
      .execute();
  }

  /** @returns whether that changed anything */
  async archive(tx: Database, goalId: string, archived: boolean): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('goal')
      .set({ archivedAt: archived ? new Date(this.clock.now()) : null })
      .where('id', '=', goalId)
      .where('archivedAt', archived ? 'is' : 'is not', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Numbers the goals from 1 in this order. */
  async order(tx: Database, goalIds: readonly string[]): Promise<void> {
    await sql`update goal set position = wished.position
      from unnest(${goalIds}::uuid[]) with ordinality as wished(id, position)
      where goal.id = wished.id and goal.position <> wished.position`.execute(tx);
  }

  #select(personId: string) {
    const at = new Date(this.clock.now());
    return this.db.selectFrom('goal').select([
      'goal.id',
      'goal.trajectoryId',
      'goal.position',
      'goal.title',
      'goal.want',
      'goal.present',
      'goal.obstacles',
      'goal.resources',
      'goal.behaviour',
      'goal.steps',
      sql<Goal['progress']>`(
          select coalesce(json_agg(json_build_object('as', gr.rated_as, 'value', gr.value, 'at', ${isoInstant('gr.rated_at')})
            order by gr.sequence), '[]')
          from goal_rating gr where gr.goal_id = goal.id)`.as('progress'),
      isoInstant<string | null>('goal.archived_at').as('archivedAt'),
      isoInstant('goal.updated_at').as('updatedAt'),
      sql<number>`(
          select count(*) from comment c
          join recording r on r.id = c.recording_id
          where c.goal_ids @> array[goal.id] and ${readable(personId, at)})`.as('momentCount'),
    ]);
  }
}
