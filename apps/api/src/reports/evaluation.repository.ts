import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { isoInstant } from '@lesblik/server/database/expressions';
import { Problem } from '@lesblik/shared/problems';
import { isOver, type Place } from '@lesblik/shared/trajectory-steps';
import type { ReportField, ReportFieldName, ReportKey } from '@lesblik/shared/reports';
import { wallTimeAt } from '@lesblik/shared/zoned-time';
import { sql, type Transaction } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Material } from './content.ts';

type Tx = Transaction<DB>;

type Locked = Pick<Place, 'phase' | 'standing'> & {
  /** Who reads what is released; null where there is nobody. */
  readerIds: (string | null)[];
};

@Injectable()
export class EvaluationRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs while nobody else writes in, signs or withdraws the report of this trajectory, or takes a step in it. */
  locked<T>(trajectoryId: string, work: (tx: Tx, place: Locked) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      const { coacheeId, coachId, clientId, supervisorId, ...place } = await tx
        .selectFrom('trajectory')
        .select(['coacheeId', 'coachId', 'clientId', 'supervisorId'])
        .select((eb) => [
          eb.ref('phase').$castTo<Locked['phase']>().as('phase'),
          eb.ref('standing').$castTo<Locked['standing']>().as('standing'),
        ])
        .where('id', '=', trajectoryId)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow();
      return work(tx, { ...place, readerIds: [coacheeId, coachId, clientId, supervisorId] });
    });
  }

  /** The same to write in it, unless the trajectory is over by then. */
  writing<T>(trajectoryId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.locked(trajectoryId, (tx, place) => {
      if (isOver(place)) throw new Problem('trajectory_over');
      return work(tx);
    });
  }

  /** All that a report can say of the process, in one statement. */
  async material(trajectoryId: string, db: Database = this.db): Promise<Material> {
    const rated = (order: 'asc' | 'desc') => sql`(select json_build_object('value', r.value, 'step', r.step,
      'at', ${isoInstant('r.rated_at')}) from goal_rating r
      where r.goal_id = g.id and r.rated_as = 'coachee' order by r.sequence ${sql.raw(order)} limit 1)`;
    const { rows } = await sql<Omit<Material, 'talks'> & { talks: { at: string; zone: string }[] }>`
      select school.name as school, t.title as trajectory, coachee.name as coachee, coach.name as coach,
        coachee.language, t.starts_on as "from", t.ends_on as "to",
        coalesce((select json_agg(json_build_object('at', least(k.starts_at, k.held_at), 'zone', k.time_zone))
          from talk k where k.trajectory_id = t.id and k.state = 'held'), '[]') as talks,
        coalesce((select json_agg(json_build_object('id', g.id, 'title', g.title, 'rated',
            case when exists (select from goal_rating r where r.goal_id = g.id and r.rated_as = 'coachee')
              then json_build_object('first', ${rated('asc')}, 'last', ${rated('desc')}) end) order by g.position)
          from goal g where g.trajectory_id = t.id and g.archived_at is null), '[]') as goals
      from trajectory t join organisation school on school.id = t.organisation_id
      join person coachee on coachee.id = t.coachee_id join person coach on coach.id = t.coach_id
      where t.id = ${trajectoryId}`.execute(db);
    const [material] = rows;
    if (material === undefined) throw new Error(`trajectory ${trajectoryId} went away`);
    // The database knows fewer zones than a talk may have been planned in.
    const days = material.talks.map(({ at, zone }) => wallTimeAt(new Date(at), zone).slice(0, 10));
    return { ...material, talks: days.toSorted() };
  }

  written(trajectoryId: string, db: Database = this.db): Promise<ReportField[]> {
    return this.#fields(db).where('f.trajectoryId', '=', trajectoryId).execute();
  }

  /** @returns undefined when nobody wrote in it yet */
  field(tx: Database, trajectoryId: string, { key, goalId }: ReportFieldName): Promise<ReportField | undefined> {
    return this.#fields(tx)
      .where('f.trajectoryId', '=', trajectoryId)
      .where('f.key', '=', key)
      .where('f.goalId', 'is not distinct from', goalId)
      .executeTakeFirst();
  }

  async save(tx: Database, trajectoryId: string, field: ReportField): Promise<void> {
    const changedAt = new Date(this.clock.now());
    const { text, released, rated, revision } = field;
    await tx
      .insertInto('reportField')
      .values({ ...field, trajectoryId, changedAt })
      .onConflict((on) =>
        on.columns(['trajectoryId', 'key', 'goalId']).doUpdateSet({ text, released, rated, revision, changedAt }),
      )
      .execute();
  }

  async hasGoal(tx: Database, trajectoryId: string, goalId: string): Promise<boolean> {
    const goal = await tx
      .selectFrom('goal')
      .select('id')
      .where('id', '=', goalId)
      .where('trajectoryId', '=', trajectoryId)
      .where('archivedAt', 'is', null)
      .executeTakeFirst();
    return goal !== undefined;
  }

  #fields(db: Database) {
    return db
      .selectFrom('reportField as f')
      .select((eb) => [
        eb.ref('f.key').$castTo<ReportKey>().as('key'),
        ...(['f.goalId', 'f.text', 'f.released', 'f.rated', 'f.revision'] as const),
      ]);
  }
}
