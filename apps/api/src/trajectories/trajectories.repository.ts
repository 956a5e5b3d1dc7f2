import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { type RawBuilder, sql } from 'kysely';
import { RecordingState } from '@lesblik/shared/recording-state';
import { isLesson } from '@lesblik/shared/recording-work';
import { Problem } from '@lesblik/shared/problems';
import type { Trajectory } from '@lesblik/shared/trajectories';
import type { TrajectoryPhase, TrajectoryRole, TrajectoryStanding } from '@lesblik/shared/trajectory-steps';
import { leftSchool } from '../base/left-school.ts';
import { assertGoesOn } from '../base/going-on.ts';
import { isThere } from '@lesblik/server/database/recording-sql';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { watchable } from '@lesblik/server/database/watchable';
import { LessonTerms } from './lesson-terms.ts';

/** The four people of a trajectory and what binds one person to it. */
export interface TrajectoryTies {
  id: string;
  organisationId: string;
  coacheeId: string;
  coachId: string;
  clientId: string | null;
  phase: TrajectoryPhase;
  standing: TrajectoryStanding;
  roles: TrajectoryRole[];
  startsOn: string;
  endsOn: string;
}

export interface TrajectoryFields {
  title: string;
  coacheeId: string;
  coachId: string;
  clientId: string | null;
  supervisorId: string | null;
  startsOn: string;
  endsOn: string;
}

/** Who changes it, and what they are in it. */
type Changer = Pick<TrajectoryTies, 'roles'> & { personId: string };

export interface Plan {
  plannedTalks: number;
  wayOfWorking: string;
  templateName: string;
}

const roles = (personId: string) => sql<TrajectoryRole[]>`array_remove(array[
  case when t.coachee_id = ${personId} then 'coachee' end,
  case when t.coach_id = ${personId} then 'coach' end,
  case when t.client_id = ${personId} then 'client' end,
  case when t.supervisor_id = ${personId} then 'supervisor' end], null)`;

const person = <T>(alias: string): RawBuilder<T> =>
  sql<T>`case when ${sql.ref(`${alias}.id`)} is not null
    then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`;

@Injectable()
export class TrajectoriesRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lessonTerms: LessonTerms,
  ) {}

  /** Those in which the person has a role while belonging to the school; the running ones first. */
  ofPerson(personId: string): Promise<Trajectory[]> {
    return this.#select(personId)
      .where((eb) =>
        eb.or(
          (['t.coacheeId', 't.coachId', 't.clientId', 't.supervisorId'] as const).map((id) => eb(id, '=', personId)),
        ),
      )
      .where(this.#belongs(personId))
      .orderBy(sql`t.phase = 'closed' or t.standing = 'stopped'`)
      .orderBy('t.startsOn', 'desc')
      .orderBy('t.id')
      .execute();
  }

  /** Whatever the person is in it: the caller asked the policy. */
  get(personId: string, trajectoryId: string): Promise<Trajectory> {
    return this.#select(personId).where('t.id', '=', trajectoryId).executeTakeFirstOrThrow();
  }

  /** @returns undefined when it does not exist, the person left its school, or has no role in it */
  seen(personId: string, trajectoryId: string): Promise<Trajectory | undefined> {
    return this.#select(personId)
      .where('t.id', '=', trajectoryId)
      .where(this.#belongs(personId))
      .where(sql<boolean>`${personId} in (t.coachee_id, t.coach_id, t.client_id, t.supervisor_id)`)
      .executeTakeFirst();
  }

  /** @returns undefined when it does not exist or the person left its school */
  ties(personId: string, trajectoryId: string): Promise<TrajectoryTies | undefined> {
    return this.db
      .selectFrom('trajectory as t')
      .select(['t.id', 't.organisationId', 't.coacheeId', 't.coachId', 't.clientId', 't.startsOn', 't.endsOn'])
      .select((eb) => [
        eb.ref('t.phase').$castTo<TrajectoryPhase>().as('phase'),
        eb.ref('t.standing').$castTo<TrajectoryStanding>().as('standing'),
        roles(personId).as('roles'),
      ])
      .where('t.id', '=', trajectoryId)
      .where(this.#belongs(personId))
      .executeTakeFirst();
  }

  /** What each of these people is in the school now; who does not belong to it is left out. */
  async memberships(organisationId: string, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db
      .selectFrom('membership')
      .select(['personId', 'role'])
      .where('organisationId', '=', organisationId)
      .where('personId', 'in', personIds)
      .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', this.#now())]))
      .execute();
    return new Map(rows.map(({ personId, role }) => [personId, role]));
  }

  async create(
    fields: TrajectoryFields & {
      organisationId: string;
      createdBy: string;
      phase?: TrajectoryPhase;
      requestId?: string;
    },
    db: Database = this.db,
  ): Promise<string> {
    const { id } = await db.insertInto('trajectory').values(fields).returning('id').executeTakeFirstOrThrow();
    return id;
  }

  /** @throws Problem trajectory_over when it is by then */
  async update(
    ...change: [trajectoryId: string, changes: Partial<TrajectoryFields & Plan>, by: Changer]
  ): Promise<void> {
    await this.db.transaction().execute((tx) => this.updateIn(tx, ...change));
  }

  async updateIn(
    tx: Database,
    trajectoryId: string,
    changes: Partial<TrajectoryFields & Plan>,
    by: Changer,
  ): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await this.lessonTerms.hold(tx, trajectoryId);
    // Locked as what is changed is: two who shared it first would wait for each other.
    const before = await tx
      .selectFrom('trajectory')
      .select(['clientId', 'supervisorId'])
      .where('id', '=', trajectoryId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    await assertGoesOn(tx, trajectoryId);
    const { clientId = before.clientId, supervisorId = before.supervisorId } = changes;
    const sameReaders = clientId === before.clientId && supervisorId === before.supervisorId;
    // Signing holds the same lock: of both at once, the one that comes second is judged by the other.
    if (!sameReaders && !by.roles.includes('coachee') && (await this.#wasSigned(tx, trajectoryId))) {
      throw new Problem('coachee_chooses_readers');
    }
    await this.lessonTerms.follow(tx, trajectoryId, by.personId, async () => {
      await tx.updateTable('trajectory').set(changes).where('id', '=', trajectoryId).execute();
    });
  }

  /** What client and supervisor may read, or could. */
  async #wasSigned(tx: Database, trajectoryId: string): Promise<boolean> {
    const version = tx.selectFrom('reportVersion').select('id').where('trajectoryId', '=', trajectoryId).limit(1);
    return (await version.executeTakeFirst()) !== undefined;
  }

  /** Their membership of the trajectory's school runs now. */
  #belongs(personId: string): RawBuilder<boolean> {
    return sql<boolean>`exists (select from membership m where m.organisation_id = t.organisation_id
      and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${this.#now()}))`;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  /**
   * Lessons that this person may watch. Client and supervisor may watch none: for them those that the coach may, so that
   * they see it move; of a lesson that its owner kept for themselves no number tells anybody else.
   */
  #lessons(personId: string): RawBuilder<number> {
    const at = this.#now();
    const states = RecordingState.options.filter(isLesson);
    return sql<number>`(select count(*)::int from recording r where r.trajectory_id = t.id and r.state = any(${states})
      and ${isThere()} and (${watchable(personId, at)}
        or (${personId} in (t.client_id, t.supervisor_id) and ${watchable(sql.ref('t.coach_id'), at)})))`;
  }

  #select(personId: string) {
    return this.db
      .selectFrom('trajectory as t')
      .innerJoin('person as coachee', 'coachee.id', 't.coacheeId')
      .innerJoin('person as coach', 'coach.id', 't.coachId')
      .leftJoin('person as client', 'client.id', 't.clientId')
      .leftJoin('person as supervisor', 'supervisor.id', 't.supervisorId')
      .select((eb) => [
        't.id',
        't.organisationId',
        't.title',
        eb.ref('t.phase').$castTo<TrajectoryPhase>().as('phase'),
        eb.ref('t.standing').$castTo<TrajectoryStanding>().as('standing'),
        't.plannedTalks',
        leftSchool(sql.ref('t.coach_id'), this.#now()).as('coachLeft'),
        person<Trajectory['coachee']>('coachee').as('coachee'),
        person<Trajectory['coach']>('coach').as('coach'),
        person<Trajectory['client']>('client').as('client'),
        person<Trajectory['supervisor']>('supervisor').as('supervisor'),
        't.startsOn',
        't.endsOn',
        isoInstant('t.created_at').as('createdAt'),
        roles(personId).as('myRoles'),
        eb
          .selectFrom('goal')
          .select((count) => count.fn.countAll<number>().as('n'))
          .whereRef('goal.trajectoryId', '=', 't.id')
          .where('goal.archivedAt', 'is', null)
          .$asScalar()
          .$notNull()
          .as('goalCount'),
        this.#lessons(personId).as('recordingCount'),
      ]);
  }
}
