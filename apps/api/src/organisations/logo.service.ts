import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { cleanLogo } from './logo.ts';
import { MembershipsService } from './memberships.service.ts';

/** What stands on top of what a school sends out. Its administrator gives it; everybody of the school sees it. */
@Injectable()
export class LogoService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly memberships: MembershipsService,
  ) {}

  /** @returns undefined when the school gave none */
  async find(organisationId: string): Promise<Buffer | undefined> {
    const row = await this.db
      .selectFrom('organisationLogo')
      .select('png')
      .where('organisationId', '=', organisationId)
      .executeTakeFirst();
    return row?.png;
  }

  /** @throws Problem not_found, also when the school gave none */
  async get(me: string, organisationId: string): Promise<Buffer> {
    await this.memberships.assertMember(organisationId, me);
    const png = await this.find(organisationId);
    if (png === undefined) throw new Problem('not_found');
    return png;
  }

  async set(me: string, organisationId: string, sent: Buffer): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, me);
    const logo = { png: cleanLogo(sent), changedAt: new Date(this.clock.now()) };
    await this.db
      .insertInto('organisationLogo')
      .values({ organisationId, ...logo })
      .onConflict((on) => on.column('organisationId').doUpdateSet(logo))
      .execute();
  }

  async remove(me: string, organisationId: string): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, me);
    await this.db.deleteFrom('organisationLogo').where('organisationId', '=', organisationId).execute();
  }
}
