import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import type { Mailer } from '@lesblik/server/mail/mailer';
import { MembershipRole } from '@lesblik/shared/identity';
import type { Invitation, organisationRoutes } from '@lesblik/shared/organisations';
import { Problem } from '@lesblik/shared/problems';
import type { Input, Result } from '@lesblik/shared/route';
import { CLOCK, CONFIG, DATABASE, MAILER } from '../base/tokens.ts';
import type { Person } from '../http/me.ts';
import { BarredGrantsService } from '../class-lists/barred-grants.service.ts';
import { AttemptsService, type Source } from '../identity/attempts.service.ts';
import { hashToken, newToken } from '../identity/identity.service.ts';
import { invitationMail } from '../identity/mails.ts';
import { PeopleService } from '../identity/people.service.ts';
import { MembershipsService } from './memberships.service.ts';

const VALID_MS = 14 * 24 * 60 * 60 * 1000;

@Injectable()
export class InvitationsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
    private readonly memberships: MembershipsService,
    private readonly people: PeopleService,
    private readonly attempts: AttemptsService,
    private readonly barred: BarredGrantsService,
  ) {}

  async list(me: string, organisationId: string): Promise<Invitation[]> {
    await this.memberships.assertAdministrator(organisationId, me);
    const rows = await this.open().where('organisationId', '=', organisationId).orderBy('invitedAt', 'desc').execute();
    return rows.map(present);
  }

  /** The mail is sent before the answer: an invitation nobody receives is of no use. */
  async invite(me: Person, organisationId: string, given: Input<typeof organisationRoutes.invite>['body']) {
    await this.memberships.assertAdministrator(organisationId, me.id);
    const member = await this.db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.personId')
      .select('person.id')
      .where('organisationId', '=', organisationId)
      .where('email', '=', given.email)
      .executeTakeFirst();
    if (member !== undefined) throw new Problem('already_member');
    const token = newToken();
    const now = new Date(this.clock.now());
    const row = await this.db.transaction().execute(async (tx) => {
      // A new invitation replaces the older one to the same address.
      await tx
        .updateTable('invitation')
        .set({ withdrawnAt: now })
        .where('organisationId', '=', organisationId)
        .where('email', '=', given.email)
        .where('acceptedAt', 'is', null)
        .execute();
      return tx
        .insertInto('invitation')
        .values({
          ...given,
          organisationId,
          endsAt: given.endsAt === null ? null : new Date(given.endsAt),
          tokenHash: hashToken(token),
          invitedBy: me.id,
          invitedAt: now,
          expiresAt: new Date(now.getTime() + VALID_MS),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    const school = await this.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
    const link = `${this.config.http.publicUrl}/uitnodiging/${token}`;
    await this.mailer.send(invitationMail(given.email, given.language, school.name, me.name, link));
    return present(row);
  }

  async withdraw(me: string, organisationId: string, invitationId: string): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, me);
    const { numUpdatedRows } = await this.db
      .updateTable('invitation')
      .set({ withdrawnAt: new Date(this.clock.now()) })
      .where('id', '=', invitationId)
      .where('organisationId', '=', organisationId)
      .where('acceptedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Problem('not_found');
  }

  async preview(token: string): Promise<Result<typeof organisationRoutes.invitation>> {
    const invitation = await this.byToken(token);
    return {
      organisationName: invitation.organisationName,
      name: invitation.name,
      email: invitation.email,
      hasAccount: (await this.accountOf(invitation.email)) !== undefined,
    };
  }

  /** Whoever has an account proves it with the password; whoever is new gets one with it. */
  async accept(
    token: string,
    given: Input<typeof organisationRoutes.acceptInvitation>['body'],
    source: Source,
  ): Promise<void> {
    const invitation = await this.byToken(token);
    const { email } = invitation;
    const hasAccount = (await this.accountOf(email)) !== undefined;
    if (hasAccount) await this.attempts.assertRoomForAccount(email, source);
    const verified = hasAccount ? await this.people.verify(email, given.password) : undefined;
    if (hasAccount && verified === undefined) throw new Problem('link_not_valid', { reason: 'password' });
    const personId = verified ?? (await this.people.create({ ...given, email }));
    const told = await this.db.transaction().execute(async (tx) => {
      const taken = await tx
        .updateTable('invitation')
        .set({ acceptedAt: new Date(this.clock.now()) })
        .where('id', '=', invitation.id)
        .where('acceptedAt', 'is', null)
        .where('withdrawnAt', 'is', null)
        .executeTakeFirst();
      if (taken.numUpdatedRows === 0n) throw new Problem('link_not_valid');
      const { organisationId, role, endsAt } = invitation;
      await tx
        .insertInto('membership')
        .values({ organisationId, personId, role, endsAt })
        .onConflict((conflict) => conflict.columns(['organisationId', 'personId']).doUpdateSet({ role, endsAt }))
        .execute();
      // Who left the school may come back as somebody else, with grants of before that still run.
      return this.barred.endOfMember(tx, { organisationId, personId }, personId);
    });
    await told();
  }

  private async accountOf(email: string): Promise<string | undefined> {
    const row = await this.db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
    return row?.id;
  }

  private open() {
    return this.db
      .selectFrom('invitation')
      .selectAll('invitation')
      .where('acceptedAt', 'is', null)
      .where('withdrawnAt', 'is', null)
      .where('expiresAt', '>', new Date(this.clock.now()));
  }

  private async byToken(token: string) {
    const row = await this.open()
      .innerJoin('organisation', 'organisation.id', 'invitation.organisationId')
      .select('organisation.name as organisationName')
      .where('tokenHash', '=', hashToken(token))
      .executeTakeFirst();
    if (row === undefined) throw new Problem('link_not_valid');
    return row;
  }
}

interface Row {
  id: string;
  email: string;
  name: string;
  role: string;
  endsAt: Date | null;
  expiresAt: Date;
  invitedAt: Date;
}

const present = (row: Row): Invitation => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: MembershipRole.parse(row.role),
  endsAt: row.endsAt?.toISOString() ?? null,
  expiresAt: row.expiresAt.toISOString(),
  invitedAt: row.invitedAt.toISOString(),
});
