import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from 'kysely';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { errorCode } from '@lesblik/server/error-code';
import type { Log } from '@lesblik/server/log';
import type { Mail, Mailer } from '@lesblik/server/mail/mailer';
import { Language } from '@lesblik/shared/common';
import type { identityRoutes as routes } from '@lesblik/shared/identity';
import { Problem } from '@lesblik/shared/problems';
import type { Input, Result } from '@lesblik/shared/route';
import { CLOCK, CONFIG, DATABASE, LOG, MAILER } from '../base/tokens.ts';
import type { Person } from '../http/me.ts';
import { AttemptsService, type Source } from './attempts.service.ts';
import { hashToken, newToken } from './identity.service.ts';
import { addressTakenMail, emailChangedMail, emailChangeMail } from './mails.ts';
import { PeopleService } from './people.service.ts';
import { type SessionCookie, SessionsService } from './sessions.service.ts';

const VALID_MS = 60 * 60 * 1000;
const UNIQUE_VIOLATION = '23505';

/** Another address of one's own: asked with the password, and changed once the link that was mailed to it is pressed. */
@Injectable()
export class EmailChangeService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(LOG) private readonly log: Log,
    private readonly people: PeopleService,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
  ) {}

  async pending(personId: string): Promise<Result<typeof routes.emailChange>> {
    const row = await this.open().where('personId', '=', personId).executeTakeFirst();
    return { pending: row === undefined ? null : { email: row.email, expiresAt: row.expiresAt.toISOString() } };
  }

  /** Does the same, and as much, for an address that somebody has: only what is mailed to it differs. */
  async ask(me: Person, { email, password }: Input<typeof routes.askEmailChange>['body'], source: Source) {
    await this.attempts.assertRoomForAccount(me.email, source);
    if ((await this.people.verify(me.email, password)) !== me.id) throw new Problem('password_wrong');
    if (email === me.email.toLowerCase()) throw new Problem('same_address');
    await this.attempts.assertRoomForMail(me.id);
    const token = newToken();
    const askedAt = new Date(this.clock.now());
    const asked = { email, tokenHash: hashToken(token), askedAt, expiresAt: new Date(askedAt.getTime() + VALID_MS) };
    await this.db.deleteFrom('emailChange').where('expiresAt', '<=', askedAt).execute();
    await this.db
      .insertInto('emailChange')
      .values({ personId: me.id, ...asked })
      .onConflict((conflict) => conflict.column('personId').doUpdateSet(asked))
      .execute();
    const holder = await this.db
      .selectFrom('person')
      .select('language')
      .where((eb) => eb(eb.fn('lower', ['email']), '=', email))
      .executeTakeFirst();
    this.send(
      holder === undefined
        ? emailChangeMail(email, me.language, `${this.config.http.publicUrl}/adres-bevestigen/${token}`)
        : addressTakenMail(email, Language.catch('nl').parse(holder.language)),
    );
  }

  async withdraw(personId: string): Promise<void> {
    await this.db.deleteFrom('emailChange').where('personId', '=', personId).execute();
  }

  async preview(token: string): Promise<Result<typeof routes.emailChangeLink>> {
    const row = await this.open().where('tokenHash', '=', hashToken(token)).executeTakeFirst();
    if (row === undefined) throw new Problem('link_not_valid');
    return { email: row.email };
  }

  /**
   * @param here who is signed in where it is pressed: as the same person they stay so, and nobody else does
   * @returns their new address, and the cookie of that sign-in
   */
  async confirm(
    token: string,
    here: Person | undefined,
  ): Promise<{ email: string; cookie: SessionCookie | undefined }> {
    const done = await this.db
      .transaction()
      .execute((tx) => this.change(tx, token, here))
      .catch((error: unknown) => {
        // The address became somebody's in the meantime, by an invitation.
        if (errorCode(error) === UNIQUE_VIOLATION) throw new Problem('link_not_valid', undefined, { cause: error });
        throw error;
      });
    await this.sessions.changed();
    this.send(emailChangedMail(done.former, Language.catch('nl').parse(done.language)));
    return done;
  }

  private async change(tx: Transaction<DB>, token: string, here: Person | undefined) {
    const at = new Date(this.clock.now());
    // The person before their rows, as an erasure does.
    const person = await tx
      .selectFrom('person')
      .innerJoin('emailChange', 'emailChange.personId', 'person.id')
      .select(['person.id', 'person.email as former', 'language'])
      .where('tokenHash', '=', hashToken(token))
      .forUpdate('person')
      .executeTakeFirst();
    const asked = await tx
      .deleteFrom('emailChange')
      .where('tokenHash', '=', hashToken(token))
      .where('expiresAt', '>', at)
      .returning('email')
      .executeTakeFirst();
    if (person === undefined || asked === undefined) throw new Problem('link_not_valid');
    const { id, former, language } = person;
    const { email } = asked;
    await tx.updateTable('person').set({ email, emailVerified: true, updatedAt: at }).where('id', '=', id).execute();
    // Links for a new password, mailed to the former address; second steps that were begun or spared end with them.
    await tx.deleteFrom('authVerification').where('value', '=', id).execute();
    // What was mailed to the former address opens nothing more, and an erasure finds these by the new one.
    await tx
      .updateTable('invitation')
      .set((eb) => ({
        email,
        withdrawnAt: eb
          .case()
          .when('acceptedAt', 'is', null)
          .then(eb.fn.coalesce('withdrawnAt', eb.val(at)))
          .end(),
      }))
      .where((eb) => eb(eb.fn('lower', ['email']), '=', former.toLowerCase()))
      .execute();
    const stays = here?.id === id ? here.sessionId : undefined;
    await tx
      .deleteFrom('authSession')
      .where('personId', '=', id)
      .$if(stays !== undefined, (others) => others.where('id', '!=', stays ?? ''))
      .execute();
    return { email, former, language, cookie: stays === undefined ? undefined : await this.sessions.renew(tx, stays) };
  }

  private open() {
    return this.db
      .selectFrom('emailChange')
      .select(['email', 'expiresAt'])
      .where('expiresAt', '>', new Date(this.clock.now()));
  }

  /** Not waited for, so that the time of an answer tells nothing. */
  private send(mail: Mail): void {
    this.mailer
      .send(mail)
      .catch((error: unknown) => this.log.error({ err: error }, 'a mail about another address could not be sent'));
  }
}
