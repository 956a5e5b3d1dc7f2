import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { prepared } from '@lesblik/server/database/prepared';
import { writeLoaded, writeLongLoaded, writePlayed } from '@lesblik/server/watching/write-watched';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';
import type { Device } from '../http/device-of.ts';
import type { Part } from './played-parts.ts';

/** A pause longer than this ends a sitting. */
const PAUSE_MS = 30 * 60 * 1000;

interface Sitter {
  personId: string;
  recordingId: string;
  device: Device;
}

type Kind = 'served' | 'played';

@Injectable()
export class SittingsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Adds what was sent or played to the running sitting. @returns whether there is one */
  async goOn({ personId, recordingId, device }: Sitter, what: Kind, parts: readonly Part[], now: Date, db = this.db) {
    const { numUpdatedRows } = await db
      .updateTable('watchSitting')
      .set({ lastAt: now, [what]: sql`${sql.ref(what)} + ${multirange(parts)}::int4multirange` })
      .where('recordingId', '=', recordingId)
      .where('personId', '=', personId)
      .where('device', '=', device)
      .where('lastAt', '>', new Date(now.getTime() - PAUSE_MS))
      .modifyEnd(prepared)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** As `goOn`, and begins a sitting where none is running. */
  async touch(who: Sitter, what: Kind, parts: readonly Part[], now: Date, tx: Database): Promise<{ began: boolean }> {
    // Two requests of one player at once must not begin two sittings.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${who.personId}.${who.recordingId}`}, 0))`.execute(tx);
    if (await this.goOn(who, what, parts, now, tx)) return { began: false };
    await tx
      .insertInto('watchSitting')
      .values({ ...who, startedAt: now, lastAt: now, [what]: sql`${multirange(parts)}::int4multirange` })
      .execute();
    return { began: true };
  }

  async rememberGrantOpened(personId: string, recordingId: string, now: Date, tx: Database): Promise<void> {
    await tx
      .updateTable('recordingGrant')
      .set({ openedAt: now })
      .where('recordingId', '=', recordingId)
      .where('granteeId', '=', personId)
      .where('withdrawnAt', 'is', null)
      .where('openedAt', 'is', null)
      .execute();
  }

  /** Writes what was played to the access log: of one recording, of all that somebody owns, or of what was quiet since then. */
  async writePlayed(which: { recordingId: string } | { ownerId: string } | { quietSince: Date }): Promise<void> {
    const chosen =
      'recordingId' in which
        ? sql`s.recording_id = ${which.recordingId} for update of s`
        : 'ownerId' in which
          ? sql`r.owner_id = ${which.ownerId} for update of s`
          : quiet(which.quietSince);
    await writePlayed(this.db, chosen);
  }

  /**
   * What was sent and nobody said was played: a player reads ahead, and a script tells nothing. Once it is quiet, and
   * where it never is, once it has waited for long.
   */
  async writeLoaded(quietSince: Date, longSince: Date, now: Date): Promise<void> {
    await writeLoaded(this.db, quiet(quietSince));
    await writeLongLoaded(this.db, longSince, now);
  }

  async rememberPosition(personId: string, recordingId: string, atMs: number, now: Date, tx: Database): Promise<void> {
    await tx
      .insertInto('watchPosition')
      .values({ personId, recordingId, atMs, updatedAt: now })
      .onConflict((on) => on.columns(['recordingId', 'personId']).doUpdateSet({ atMs, updatedAt: now }))
      .execute();
  }

  async position(personId: string, recordingId: string): Promise<number> {
    const row = await this.db
      .selectFrom('watchPosition')
      .select('atMs')
      .where('recordingId', '=', recordingId)
      .where('personId', '=', personId)
      .executeTakeFirst();
    return row?.atMs ?? 0;
  }
}

const quiet = (since: Date) => sql`s.last_at < ${since} limit 200 for update of s skip locked`;

const multirange = (parts: readonly Part[]): string =>
  `{${parts.map(({ startMs, endMs }) => `[${startMs},${endMs})`).join(',')}}`;
