import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DB } from '@lesblik/server/database/schema';
import { type About, aboutOf } from '@lesblik/server/notifications/about';
import { isNews } from '@lesblik/server/notifications/judge';
import { Language } from '@lesblik/shared/common';
import { NotificationKind } from '@lesblik/shared/notifications';
import { sql, type Transaction } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** What of one kind waits to be mailed to somebody: told between `since` and `latest`. */
export interface Waiting {
  personId: string;
  kind: NotificationKind;
  since: Date;
  latest: Date;
}

/** Something that nobody was mailed of yet. */
export interface Unmailed {
  id: string;
  kind: NotificationKind;
  madeAt: Date;
  /** Not read, and its person may still see it and has neither seen nor done it in another way. */
  news: boolean;
  /** Without the title, which no mail says. */
  about: Pick<About, 'spot' | 'startsAt' | 'timeZone'> | null;
}

/** Longer than a mail server is waited for: whoever stands still so long holds nobody's mails any more. */
const MOST_IDLE = '5min';
/** Of a later version's kinds nothing can be written: they wait for a worker that knows them. */
const KNOWN = NotificationKind.options;
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

@Injectable()
export class LettersRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  waiting(): Promise<Waiting[]> {
    return this.db
      .selectFrom('notification')
      .select((eb) => [
        'personId',
        eb.ref('kind').$castTo<NotificationKind>().as('kind'),
        eb.fn.min('madeAt').as('since'),
        eb.fn.max('madeAt').as('latest'),
      ])
      .where('mail', '=', 'waiting')
      .where('kind', 'in', KNOWN)
      .groupBy(['personId', 'kind'])
      .execute();
  }

  /**
   * Runs while no other worker mails this person. The lock is the transaction's: a worker that is killed lets go of it,
   * and nothing that it did not finish counts as done.
   * @returns undefined when another one does
   */
  async alone<T>(personId: string, work: (tx: Transaction<DB>) => Promise<T>): Promise<T | undefined> {
    return this.db.transaction().execute(async (tx) => {
      await sql`set local idle_in_transaction_session_timeout = ${sql.lit(MOST_IDLE)}`.execute(tx);
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended(${`mail.${personId}`}, 0)) as mine`.execute(tx);
      return rows[0]?.mine === true ? work(tx) : undefined;
    });
  }

  async unmailed(tx: Transaction<DB>, personId: string): Promise<Unmailed[]> {
    return tx
      .selectFrom('notification as n')
      .select((eb) => [
        'n.id',
        eb.ref('n.kind').$castTo<NotificationKind>().as('kind'),
        'n.madeAt',
        sql<boolean>`n.read_at is null and ${isNews(new Date(this.clock.now()))}`.as('news'),
        aboutOf().as('about'),
      ])
      .where('n.personId', '=', personId)
      .where('n.mail', '=', 'waiting')
      .where('n.kind', 'in', KNOWN)
      .orderBy('n.sequence')
      .execute();
  }

  async recipient(tx: Transaction<DB>, personId: string): Promise<{ email: string; language: Language } | undefined> {
    const row = await tx
      .selectFrom('person')
      .select(['email', 'language'])
      .where('id', '=', personId)
      .executeTakeFirst();
    return row && { email: row.email, language: Language.parse(row.language) };
  }

  /** With which this person's links are signed; made for the first mail. */
  async key(tx: Transaction<DB>, personId: string): Promise<Buffer> {
    const { key } = await tx
      .insertInto('notificationKey')
      .values({ personId, key: randomBytes(32) })
      .onConflict((on) => on.column('personId').doUpdateSet({ personId }))
      .returning('key')
      .executeTakeFirstOrThrow();
    return key;
  }

  async sent(tx: Transaction<DB>, ids: readonly string[]): Promise<void> {
    await this.#settle(tx, ids, { mail: 'sent', mailedAt: new Date(this.clock.now()) });
  }

  async drop(tx: Transaction<DB>, ids: readonly string[]): Promise<void> {
    await this.#settle(tx, ids, { mail: 'dropped' });
  }

  async forgetOld(): Promise<void> {
    await this.db
      .deleteFrom('notification')
      .where('madeAt', '<', new Date(this.clock.now() - KEPT_MS))
      .execute();
  }

  async #settle(
    tx: Transaction<DB>,
    ids: readonly string[],
    outcome: { mail: 'sent'; mailedAt: Date } | { mail: 'dropped' },
  ): Promise<void> {
    if (ids.length > 0) await tx.updateTable('notification').set(outcome).where('id', 'in', ids).execute();
  }
}
