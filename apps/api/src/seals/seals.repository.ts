import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { DB } from '@lesblik/server/database/schema';
import type { PersonRef } from '@lesblik/shared/common';
import type { Seal } from '@lesblik/shared/seals';
import type { TrajectoryPhase, TrajectoryStanding } from '@lesblik/shared/trajectory-steps';
import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { runningGrant, runningMembership } from '@lesblik/server/database/watchable';

/** Somebody who coaches the owner in the lesson's trajectory, or in one of the owner's when it is of none. */
interface CoachTie extends PersonRef {
  phase: TrajectoryPhase;
  standing: TrajectoryStanding;
}

const person = (alias: string): RawBuilder<PersonRef> =>
  sql<PersonRef>`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

@Injectable()
export class SealsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The last one in which this person is one of the two. */
  last(recordingId: string, personId: string, db: Database = this.db): Promise<Seal | undefined> {
    const at = this.#now();
    return db
      .selectFrom('seal as s')
      .innerJoin('recording as r', 'r.id', 's.recordingId')
      .innerJoin('person as owner', 'owner.id', 's.ownerId')
      .innerJoin('person as coach', 'coach.id', 's.coachId')
      .innerJoin('person as sealer', 'sealer.id', 's.sealedBy')
      .select([
        's.id',
        's.recordingId',
        person('owner').as('owner'),
        person('coach').as('coach'),
        person('sealer').as('sealedBy'),
        isoInstant('s.sealed_at').as('sealedAt'),
        isoInstant<string | null>('s.owner_released_at').as('ownerReleasedAt'),
        isoInstant<string | null>('s.coach_released_at').as('coachReleasedAt'),
        isoInstant<string | null>('s.opened_at').as('openedAt'),
        's.openedEarly',
        sql<boolean>`exists (
          select from recording_grant g join membership m on ${runningMembership(sql.ref('s.coach_id'), at)}
          where ${runningGrant(sql.ref('s.coach_id'), at)})`.as('coachWatches'),
      ])
      .where('s.recordingId', '=', recordingId)
      .where((eb) => eb.or([eb('s.ownerId', '=', personId), eb('s.coachId', '=', personId)]))
      .orderBy('s.sealedAt', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  /** The two who look at it apart now, if anybody does. */
  async pair(recordingId: string, db: Database = this.db): Promise<string[]> {
    const row = await db
      .selectFrom('seal')
      .select(['ownerId', 'coachId'])
      .where('recordingId', '=', recordingId)
      .where('openedAt', 'is', null)
      .executeTakeFirst();
    return row === undefined ? [] : [row.ownerId, row.coachId];
  }

  /** With whom the owner, who has to be there to open it, can look apart: once for each trajectory. */
  coaches(recordingId: string): Promise<CoachTie[]> {
    return this.#coaches(recordingId, this.db).execute();
  }

  /** Likewise, while none of these trajectories can end. */
  coachesNow(recordingId: string, tx: Database): Promise<CoachTie[]> {
    return this.#coaches(recordingId, tx).forShare('t').execute();
  }

  async add(seal: Omit<Insertable<DB['seal']>, 'sealedAt'>, tx: Database): Promise<void> {
    await tx
      .insertInto('seal')
      .values({ ...seal, sealedAt: this.#now() })
      .execute();
  }

  async change(sealId: string, changes: Updateable<DB['seal']>, tx: Database): Promise<void> {
    await tx.updateTable('seal').set(changes).where('id', '=', sealId).execute();
  }

  #coaches(recordingId: string, db: Database) {
    const at = this.#now();
    return db
      .selectFrom('recording as r')
      .innerJoin('recordingGrant as g', (join) => join.on(runningGrant(sql.ref('g.grantee_id'), at)))
      .innerJoin('membership as m', (join) => join.on(runningMembership(sql.ref('g.grantee_id'), at)))
      .innerJoin('person as p', 'p.id', 'g.granteeId')
      .innerJoin('trajectory as t', (join) =>
        join
          .onRef('t.coachId', '=', 'p.id')
          .onRef('t.coacheeId', '=', 'r.ownerId')
          .onRef('t.organisationId', '=', 'r.organisationId')
          .on((eb) => eb.or([eb('r.trajectoryId', 'is', null), eb('r.trajectoryId', '=', eb.ref('t.id'))])),
      )
      .select((eb) => [
        'p.id',
        'p.name',
        eb.ref('t.phase').$castTo<TrajectoryPhase>().as('phase'),
        eb.ref('t.standing').$castTo<TrajectoryStanding>().as('standing'),
      ])
      .where('r.id', '=', recordingId)
      .where('g.mayComment', '=', true)
      .where(
        sql<boolean>`exists (select from membership m where ${runningMembership(sql.ref<string>('r.owner_id'), at)})`,
      )
      .orderBy('p.name')
      .orderBy('p.id');
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
