import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { prepared } from '@lesblik/server/database/prepared';
import { type RawBuilder, sql } from 'kysely';
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
          : sql`s.last_at < ${which.quietSince} limit 200 for update of s skip locked`;
    await this.write('played', sql`s.played - s.logged`, sql`logged`, sql`s.played <> s.logged and ${chosen}`);
  }

  /** What was sent and, now that it is quiet, nobody said was played: a player reads ahead, and a script tells nothing. */
  async writeLoaded(quietSince: Date): Promise<void> {
    const parts = sql`s.served - s.played - s.served_logged`;
    const chosen = sql`${parts} <> '{}' and s.last_at < ${quietSince} limit 200 for update of s skip locked`;
    await this.write('loaded', parts, sql`served_logged`, chosen);
  }

  private async write(
    kind: 'played' | 'loaded',
    parts: RawBuilder<unknown>,
    logged: RawBuilder<unknown>,
    chosen: RawBuilder<unknown>,
  ): Promise<void> {
    await sql`
      with fresh as (
        select s.id, s.recording_id, s.person_id, s.device, s.last_at, ${parts} as parts, r.organisation_id
        from watch_sitting s join recording r on r.id = s.recording_id
        where ${chosen}
      ), marked as (
        update watch_sitting w set ${logged} = w.${logged} + f.parts from fresh f where w.id = f.id
      )
      insert into audit_entry (at, organisation_id, recording_id, kind, actor_id, start_ms, end_ms, device)
      select f.last_at, f.organisation_id, f.recording_id, ${kind}, f.person_id, lower(part), upper(part), f.device
      from fresh f cross join lateral unnest(f.parts) as part
      order by f.last_at, lower(part)`.execute(this.db);
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

const multirange = (parts: readonly Part[]): string =>
  `{${parts.map(({ startMs, endMs }) => `[${startMs},${endMs})`).join(',')}}`;
