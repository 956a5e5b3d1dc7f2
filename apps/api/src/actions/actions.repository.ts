import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { Action as ActionTable } from '@lesblik/server/database/schema';
import type { Action } from '@lesblik/shared/actions';
import type { PersonRef } from '@lesblik/shared/common';
import { type Insertable, sql, type Updateable } from 'kysely';
import { whileItGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { watchable } from '@lesblik/server/database/watchable';

@Injectable()
export class ActionsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones by their date, then done ones, newest first. */
  ofTrajectory(personId: string, trajectoryId: string): Promise<Action[]> {
    return this.#select(personId)
      .where('a.trajectoryId', '=', trajectoryId)
      .where('a.removedAt', 'is', null)
      .orderBy('a.doneAt', (by) => by.desc().nullsFirst())
      .orderBy('a.dueOn')
      .orderBy('a.createdAt')
      .orderBy('a.id')
      .execute();
  }

  get(personId: string, actionId: string): Promise<Action> {
    return this.#select(personId).where('a.id', '=', actionId).executeTakeFirstOrThrow();
  }

  /** Only to ask the policy of its trajectory. */
  ties(actionId: string): Promise<{ trajectoryId: string; talkId: string | null; removedAt: Date | null } | undefined> {
    return this.db
      .selectFrom('action')
      .select(['trajectoryId', 'talkId', 'removedAt'])
      .where('id', '=', actionId)
      .executeTakeFirst();
  }

  /** Which of the two this is, if either. */
  async takesPart(trajectoryId: string, personId: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('trajectory')
      .select('id')
      .where('id', '=', trajectoryId)
      .where((eb) => eb.or([eb('coacheeId', '=', personId), eb('coachId', '=', personId)]))
      .executeTakeFirst();
    return row !== undefined;
  }

  async hasGoal(trajectoryId: string, goalId: string): Promise<boolean> {
    const goal = this.db.selectFrom('goal').select('id').where('id', '=', goalId);
    return (await goal.where('trajectoryId', '=', trajectoryId).executeTakeFirst()) !== undefined;
  }

  async hasTalk(trajectoryId: string, talkId: string): Promise<boolean> {
    const talk = this.db.selectFrom('talk').select('id').where('id', '=', talkId);
    return (await talk.where('trajectoryId', '=', trajectoryId).executeTakeFirst()) !== undefined;
  }

  async add(action: Omit<Insertable<ActionTable>, 'id'>): Promise<string> {
    const row = { ...action, createdAt: new Date(this.clock.now()) };
    const { id } = await whileItGoesOn(this.db, action.trajectoryId, (tx) =>
      tx.insertInto('action').values(row).returning('id').executeTakeFirstOrThrow(),
    );
    return id;
  }

  async change(trajectoryId: string, actionId: string, changes: Updateable<ActionTable>): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await whileItGoesOn(this.db, trajectoryId, (tx) =>
      tx.updateTable('action').set(changes).where('id', '=', actionId).execute(),
    );
  }

  #select(personId: string) {
    const at = new Date(this.clock.now());
    const seen = watchable(personId, at, { start: 'a.done_start_ms', end: 'a.done_end_ms' });
    return this.db
      .selectFrom('action as a')
      .innerJoin('person as owner', 'owner.id', 'a.ownerId')
      .leftJoin('person as doer', 'doer.id', 'a.doneBy')
      .leftJoin('goal', 'goal.id', 'a.goalId')
      .leftJoin('recording as r', 'r.id', 'a.doneRecordingId')
      .select([
        'a.id',
        'a.trajectoryId',
        'a.talkId',
        'a.what',
        sql<PersonRef>`json_build_object('id', owner.id, 'name', owner.name)`.as('owner'),
        'a.dueOn',
        sql<Action['goal']>`case when goal.id is not null then json_build_object('id', goal.id,
          'position', goal.position, 'title', goal.title, 'archived', goal.archived_at is not null) end`.as('goal'),
        sql<Action['done']>`case when a.done_at is not null then json_build_object(
          'at', ${isoInstant('a.done_at')}, 'by', json_build_object('id', doer.id, 'name', doer.name),
          'text', a.done_text, 'moment', case when r.id is not null and ${seen} then json_build_object(
            'recordingId', r.id, 'title', r.title, 'startMs', a.done_start_ms, 'endMs', a.done_end_ms) end) end`.as(
          'done',
        ),
        isoInstant('a.created_at').as('createdAt'),
      ]);
  }
}
