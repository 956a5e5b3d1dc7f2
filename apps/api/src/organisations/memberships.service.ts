import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { MembershipRole } from '@lesblik/shared/identity';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** Who belongs to which school now. A guest whose end date has passed does not. */
@Injectable()
export class MembershipsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async roleIn(organisationId: string, personId: string, db = this.db): Promise<MembershipRole | undefined> {
    const row = await db
      .selectFrom('membership')
      .select('role')
      .where('organisationId', '=', organisationId)
      .where('personId', '=', personId)
      .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', new Date(this.clock.now()))]))
      .executeTakeFirst();
    return row && MembershipRole.parse(row.role);
  }

  /** @throws Problem `not_found` for who is not of the school */
  async assertMember(organisationId: string, personId: string): Promise<MembershipRole> {
    const role = await this.roleIn(organisationId, personId);
    if (role === undefined) throw new Problem('not_found');
    return role;
  }

  /** @throws Problem `not_found` for a stranger, `not_allowed` for who is of the school without being its administrator */
  async assertAdministrator(organisationId: string, personId: string): Promise<void> {
    if ((await this.assertMember(organisationId, personId)) !== 'administrator') throw new Problem('not_allowed');
  }

  /** @throws Problem `not_a_member` when one of these does not belong to the school now */
  async assertAllMembers(organisationId: string, personIds: readonly string[], db = this.db): Promise<void> {
    const wanted = [...new Set(personIds)];
    if (wanted.length === 0) return;
    const { found } = await db
      .selectFrom('membership')
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .where('organisationId', '=', organisationId)
      .where('personId', 'in', wanted)
      .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', new Date(this.clock.now()))]))
      .executeTakeFirstOrThrow();
    if (found !== wanted.length) throw new Problem('not_a_member');
  }
}
