import { Inject, Injectable } from '@nestjs/common';
import type { DB } from '@lesblik/server/database/schema';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import { AddressRefused } from '@lesblik/server/mail/address-refused';
import type { Mail, Mailer } from '@lesblik/server/mail/mailer';
import { mailNotifications } from '@lesblik/server/notifications/notification-jobs';
import { settingsOf } from '@lesblik/server/notifications/settings';
import { unsubscribeToken } from '@lesblik/server/notifications/unsubscribe-token';
import { kindOf } from '@lesblik/shared/notifications';
import type { Transaction } from 'kysely';
import {
  type Clock,
  CLOCK,
  CONFIG,
  type Config,
  type Database,
  DATABASE,
  type Log,
  LOG,
  MAILER,
} from '../base/tokens.ts';
import { isDue } from './due.ts';
import { letterOf } from './letter.ts';
import { LettersRepository, type Unmailed, type Waiting } from './letters.repository.ts';

/** What is told within this time of each other goes in one mail. */
const GATHER_MS = 5_000;
const AGAIN_MS = 60_000;
const MOST_AGAIN_MS = 3_600_000;
/** So long something is new: it goes, or is tried, though what was told before it waits for its next try. */
const FRESH_MS = 2 * AGAIN_MS;
/** Before the chores of films: a mail is short work, and a reminder of what comes soon is of no use afterwards. */
const MAIL_PRIORITY = 1;

/** Mails people what they were told of, when their settings say; what is due at one time in one mail, reminders apart. */
@Injectable()
export class Letters {
  #soon: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    @Inject(MAILER) private readonly mailer: Mailer,
    private readonly queue: JobQueue,
    private readonly repository: LettersRepository,
  ) {}

  readonly bound: BoundJob = bind(mailNotifications, async ({ payload: { personId }, signal }) => {
    while (!signal.aborted && (await this.sendNext(personId)));
    return {};
  });

  /** Somebody was told something: what goes at once is not left to the next round. */
  soon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.enqueueDue().catch((error: unknown) => this.log.error({ err: error }, 'mails wait for the next round'));
    }, GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#soon);
  }

  async enqueueDue(): Promise<void> {
    for (const { personId, fresh } of await this.#waitedFor()) {
      if (fresh) await this.queue.withdraw(mailNotifications, { personId });
      await this.queue.enqueue(mailNotifications, { personId }, { priority: MAIL_PRIORITY });
    }
  }

  forgetOld(): Promise<void> {
    return this.repository.forgetOld();
  }

  /** To whom something goes now. */
  async due(): Promise<string[]> {
    return (await this.#waitedFor()).map(({ personId }) => personId);
  }

  async #waitedFor(): Promise<{ personId: string; fresh: boolean }[]> {
    const waiting = await this.repository.waiting();
    const people = [...new Set(waiting.map(({ personId }) => personId))];
    const settings = await settingsOf(this.db, people);
    const now = new Date(this.clock.now());
    return people.flatMap((personId) => {
      const mine = settings.get(personId);
      if (mine === undefined) return [];
      const due = waiting.filter((one) => one.personId === personId && isDue(one.kind, one.since, mine, now));
      const isFresh = ({ kind, latest }: Waiting): boolean =>
        now.getTime() - latest.getTime() < FRESH_MS && isDue(kind, latest, mine, now);
      return due.length > 0 ? [{ personId, fresh: due.some(isFresh) }] : [];
    });
  }

  /**
   * One mail; it counts as sent once the mail server took it. Whoever is killed in between sends it again, under the same
   * Message-ID. Nothing that its person may read meanwhile is locked while the mail server is waited for.
   * @returns whether more is due
   * @throws TryLater when it was not taken
   */
  async sendNext(personId: string): Promise<boolean> {
    const more = await this.repository.alone(personId, async (tx) => {
      const { settled, bundles } = await this.#bundles(tx, personId);
      const [next = [], ...rest] = bundles;
      const ids = next.map(({ id }) => id);
      const taken = await this.#isTaken(tx, personId, next);
      if (taken) await this.repository.sent(tx, ids);
      await this.repository.drop(tx, taken ? settled : [...settled, ...ids]);
      return rest.length > 0;
    });
    return more ?? false;
  }

  /** `bundles`: what goes in one mail each, the oldest first; `settled`: what is due and goes in none, being no news any more. */
  async #bundles(tx: Transaction<DB>, personId: string): Promise<{ settled: string[]; bundles: Unmailed[][] }> {
    const settings = (await settingsOf(tx, [personId])).get(personId);
    if (settings === undefined) return { settled: [], bundles: [] };
    const now = new Date(this.clock.now());
    const unmailed = await this.repository.unmailed(tx, personId);
    const due = unmailed.filter(({ kind, madeAt }) => isDue(kind, madeAt, settings, now));
    const isTold = ({ kind, news }: Unmailed): boolean => news && settings.mail[kind] !== 'never';
    const settled = due.filter((one) => !isTold(one)).map(({ id }) => id);
    const told = due.filter(isTold);
    const reminders = told.filter(({ kind }) => kindOf(kind).reminder !== undefined);
    const others = told.filter(({ kind }) => kindOf(kind).reminder === undefined);
    return { settled, bundles: [...reminders.map((one) => [one]), ...(others.length > 0 ? [others] : [])] };
  }

  async #letter(tx: Transaction<DB>, personId: string, told: readonly Unmailed[]): Promise<Mail | undefined> {
    const recipient = await this.repository.recipient(tx, personId);
    if (recipient === undefined) return undefined;
    const key = await this.repository.key(tx, personId);
    const { publicUrl } = this.config.http;
    return letterOf(recipient, told, {
      page: (path) => new URL(path, publicUrl).href,
      token: (kinds) => unsubscribeToken({ personId, kinds }, key),
    });
  }

  /** @returns false when there is nothing to send, or this address never takes it @throws TryLater: the older, the later */
  async #isTaken(tx: Transaction<DB>, personId: string, told: readonly Unmailed[]): Promise<boolean> {
    const [oldest] = told;
    if (oldest === undefined) return false;
    const mail = await this.#letter(tx, personId, told);
    if (mail === undefined) return false;
    try {
      await this.mailer.send(mail);
      return true;
    } catch (error) {
      const age = this.clock.now() - oldest.madeAt.getTime();
      const again = Math.min(Math.max(age, AGAIN_MS), MOST_AGAIN_MS);
      if (!(error instanceof AddressRefused)) throw new TryLater('the mail was not taken', again, { cause: error });
      this.log.warn({ err: error }, 'an address takes no mail');
      return false;
    }
  }
}
