import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { DB } from '@lesblik/server/database/schema';
import type { PersonRef } from '@lesblik/shared/common';
import { MembershipRole } from '@lesblik/shared/identity';
import type { Member, Organisation } from '@lesblik/shared/organisations';
import { sql, type Transaction, type Updateable } from 'kysely';
import type { Organisation as OrganisationTable } from '@lesblik/server/database/schema';
import { takesRoom } from '@lesblik/server/database/recording-sql';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class OrganisationsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async get(organisationId: string): Promise<Organisation> {
    return this.db
      .selectFrom('organisation')
      .leftJoin('recording', (join) => join.onRef('recording.organisationId', '=', 'organisation.id').on(takesRoom))
      .select((eb) => [
        'organisation.id',
        'organisation.name',
        'quotaBytes',
        'keepDays',
        'keepMonths',
        sql<number>`coalesce(sum(recording.bytes), 0)::bigint`.as('usedBytes'),
        eb.fn.count<number>('recording.id').as('recordingCount'),
        eb
          .selectFrom('organisationLogo')
          .select(isoInstant('changed_at').as('at'))
          .whereRef('organisationLogo.organisationId', '=', 'organisation.id')
          .$asScalar()
          .as('logoChangedAt'),
      ])
      .where('organisation.id', '=', organisationId)
      .groupBy('organisation.id')
      .executeTakeFirstOrThrow();
  }

  async update(organisationId: string, changes: Updateable<OrganisationTable>): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await this.db.updateTable('organisation').set(changes).where('id', '=', organisationId).execute();
  }

  /** People whose membership runs now, by name. */
  async colleagues(organisationId: string, now: Date): Promise<PersonRef[]> {
    return this.db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.personId')
      .select(['person.id', 'person.name'])
      .where('organisationId', '=', organisationId)
      .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', now)]))
      .orderBy('person.name')
      .execute();
  }

  /** Whom a guest works with: the others of the guest's own trajectories and recordings. */
  async worksWith(organisationId: string, personId: string): Promise<PersonRef[]> {
    const others = sql<string>`
      select unnest(array[coachee_id, coach_id, client_id, supervisor_id]) from trajectory
        where organisation_id = ${organisationId} and ${personId}::uuid in (coachee_id, coach_id, client_id, supervisor_id)
      union select owner_id from recording join recording_grant on recording_id = recording.id
        where organisation_id = ${organisationId} and grantee_id = ${personId} and withdrawn_at is null
      union select ${personId}::uuid`;
    return this.db
      .selectFrom('person')
      .select(['id', 'name'])
      .where('id', 'in', sql<string>`(${others})`)
      .orderBy('name')
      .execute();
  }

  async people(organisationId: string, personId?: string): Promise<Member[]> {
    const rows = await this.db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.personId')
      .select(['person.id', 'person.name', 'person.email', 'role', 'endsAt', 'joinedAt'])
      .where('organisationId', '=', organisationId)
      .$if(personId !== undefined, (query) => query.where('personId', '=', personId ?? ''))
      .orderBy('person.name')
      .execute();
    return rows.map(({ id, name, email, role, endsAt, joinedAt }) => ({
      person: { id, name },
      email,
      role: MembershipRole.parse(role),
      endsAt: endsAt?.toISOString() ?? null,
      joinedAt: joinedAt.toISOString(),
    }));
  }

  /**
   * Changes or ends a membership while the school keeps an administrator.
   * @param besides what is done with it, or not at all
   * @returns false when it would have none left
   */
  async change(
    organisationId: string,
    personId: string,
    change: { role?: MembershipRole; endsAt?: Date | null } | 'remove',
    besides: (tx: Transaction<DB>) => Promise<void> = async () => {},
  ): Promise<boolean> {
    return this.db
      .transaction()
      .execute(async (tx) => {
        // Two administrators who remove each other at once must not both succeed.
        await tx.selectFrom('organisation').select('id').where('id', '=', organisationId).forNoKeyUpdate().execute();
        const key = { organisationId, personId };
        if (change === 'remove') {
          await tx
            .deleteFrom('membership')
            .where((eb) => eb.and(key))
            .execute();
        } else if (Object.keys(change).length > 0) {
          await tx
            .updateTable('membership')
            .set(change)
            .where((eb) => eb.and(key))
            .execute();
        }
        const left = await tx
          .selectFrom('membership')
          .select('personId')
          .where('organisationId', '=', organisationId)
          .where('role', '=', 'administrator')
          .where('endsAt', 'is', null)
          .limit(1)
          .executeTakeFirst();
        if (left === undefined) throw new NoAdministratorLeft();
        await besides(tx);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof NoAdministratorLeft) return false;
        throw error;
      });
  }
}

class NoAdministratorLeft extends Error {}
