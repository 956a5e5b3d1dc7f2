import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { PersonRef } from '@lesblik/shared/common';
import type { Member, Organisation, organisationRoutes } from '@lesblik/shared/organisations';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { defined } from '../base/defined.ts';
import { CLOCK } from '../base/tokens.ts';
import { BarredGrantsService } from '../class-lists/barred-grants.service.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { MembershipsService } from './memberships.service.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

@Injectable()
export class OrganisationsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly memberships: MembershipsService,
    private readonly repository: OrganisationsRepository,
    private readonly sessions: SessionsService,
    private readonly barred: BarredGrantsService,
  ) {}

  async get(me: string, organisationId: string): Promise<Organisation> {
    await this.memberships.assertAdministrator(organisationId, me);
    return this.repository.get(organisationId);
  }

  async update(me: string, organisationId: string, changes: Input<typeof organisationRoutes.update>['body']) {
    await this.memberships.assertAdministrator(organisationId, me);
    await this.repository.update(organisationId, defined(changes));
    return this.repository.get(organisationId);
  }

  async colleagues(me: string, organisationId: string): Promise<PersonRef[]> {
    const role = await this.memberships.assertMember(organisationId, me);
    return role === 'guest'
      ? this.repository.worksWith(organisationId, me)
      : this.repository.colleagues(organisationId, new Date(this.clock.now()));
  }

  async people(me: string, organisationId: string): Promise<Member[]> {
    await this.memberships.assertAdministrator(organisationId, me);
    return this.repository.people(organisationId);
  }

  async updateMember(
    me: string,
    { organisationId, personId }: { organisationId: string; personId: string },
    { role, endsAt }: Input<typeof organisationRoutes.updateMember>['body'],
  ): Promise<Member> {
    await this.memberships.assertAdministrator(organisationId, me);
    const changes = {
      ...(role !== undefined && { role }),
      ...(endsAt !== undefined && { endsAt: endsAt === null ? null : new Date(endsAt) }),
    };
    const before = await this.memberships.roleIn(organisationId, personId);
    let told = async (): Promise<void> => {};
    const changed = await this.repository.change(organisationId, personId, changes, async (tx) => {
      // A guest stands outside the school, a colleague inside: pupils may have consented to the one alone.
      if (role !== undefined && role !== before)
        told = await this.barred.endOfMember(tx, { organisationId, personId }, me);
    });
    if (!changed) throw new Problem('last_administrator');
    await told();
    if (role !== undefined && before !== undefined && role !== before) await this.sessions.endAll(personId);
    else await this.sessions.changed();
    const [member] = await this.repository.people(organisationId, personId);
    if (member === undefined) throw new Problem('not_found');
    return member;
  }

  async removeMember(me: string, { organisationId, personId }: { organisationId: string; personId: string }) {
    await this.memberships.assertAdministrator(organisationId, me);
    if ((await this.repository.people(organisationId, personId)).length === 0) throw new Problem('not_found');
    if (!(await this.repository.change(organisationId, personId, 'remove'))) throw new Problem('last_administrator');
    // With their open pages; in another school they go on by signing in.
    await this.sessions.endAll(personId);
  }
}
