import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const INVITATION_DAYS = 90;

/** What is over and says of people where they were, or how they are reached: sign-ins, links in mails, invitations. */
@Injectable()
export class OldSignIns {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async forget(): Promise<void> {
    const now = new Date(this.clock.now());
    await this.db.deleteFrom('authSession').where('expiresAt', '<', now).execute();
    await this.db.deleteFrom('authVerification').where('expiresAt', '<', now).execute();
    const long = new Date(this.clock.now() - INVITATION_DAYS * DAY_MS);
    await this.db
      .deleteFrom('invitation')
      .where(({ fn }) => fn.coalesce('acceptedAt', 'withdrawnAt', 'expiresAt'), '<', long)
      .execute();
  }
}
