import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import type { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import type { Lock, Locker, RequestRelease } from '@tus/utils';
import { sql } from 'kysely';

/** A process that dies lets go after this long. */
const LEASE_MS = 8_000;
const RENEW_MS = 2_000;
/** Longer than a lease, so that whoever comes after a crash gets in at the first try. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/**
 * One request at a time writes to an upload, over all API processes. A newcomer asks the holder to let go:
 * mostly it is the same device, whose earlier connection nobody has closed yet.
 */
export class LeaseLocker implements Locker {
  readonly #db: Database;
  readonly #notices: NoticeBus;
  readonly #log: Log;

  constructor(db: Database, notices: NoticeBus, log: Log) {
    this.#db = db;
    this.#notices = notices;
    this.#log = log;
  }

  newLock(uploadId: string): Lock {
    return new LeaseLock(this.#db, this.#notices, this.#log, uploadId);
  }
}

class LeaseLock implements Lock {
  readonly #db: Database;
  readonly #notices: NoticeBus;
  readonly #log: Log;
  readonly #uploadId: string;
  readonly #holder = randomUUID();
  #renewal: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(db: Database, notices: NoticeBus, log: Log, uploadId: string) {
    this.#db = db;
    this.#notices = notices;
    this.#log = log;
    this.#uploadId = uploadId;
  }

  /** @throws Problem upload_locked when the holder does not let go */
  async lock(signal: AbortSignal, letGo: RequestRelease): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.#take())) {
      if (signal.aborted || Date.now() > deadline) throw new Problem('upload_locked');
      await this.#notices.publish({ kind: 'upload_wanted', uploadId: this.#uploadId });
      await wait(LOOK_AGAIN_MS);
    }
    this.#unsubscribe = this.#notices.subscribe((notice) => {
      if (notice.kind === 'upload_wanted' && notice.uploadId === this.#uploadId) void letGo();
    });
    this.#renewal = setInterval(() => void this.#renewOr(letGo), RENEW_MS).unref();
  }

  async unlock(): Promise<void> {
    clearInterval(this.#renewal);
    this.#unsubscribe?.();
    await this.#db
      .deleteFrom('uploadLease')
      .where('uploadId', '=', this.#uploadId)
      .where('holder', '=', this.#holder)
      .execute();
  }

  async #take(): Promise<boolean> {
    const until = sql<Date>`now() + ${LEASE_MS} * interval '1 millisecond'`;
    const row = await this.#db
      .insertInto('uploadLease')
      .values({ uploadId: this.#uploadId, holder: this.#holder, until })
      .onConflict((on) =>
        on
          .column('uploadId')
          .doUpdateSet({ holder: this.#holder, until })
          .where('uploadLease.until', '<', sql<Date>`now()`),
      )
      .returning('holder')
      .executeTakeFirst();
    return row !== undefined;
  }

  async #renewOr(letGo: RequestRelease): Promise<void> {
    try {
      const { numUpdatedRows } = await this.#db
        .updateTable('uploadLease')
        .set({ until: sql<Date>`now() + ${LEASE_MS} * interval '1 millisecond'` })
        .where('uploadId', '=', this.#uploadId)
        .where('holder', '=', this.#holder)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) return;
    } catch (error) {
      this.#log.warn({ err: error }, 'a lease on an upload could not be renewed');
    }
    await letGo();
  }
}
