import type { DataExportEnd } from '@lesblik/shared/exports';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/schema.ts';
import { watchable } from '../database/watchable.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { NoticeBus } from '../notices/notice-bus.ts';
import { eraseExport, EXPORT_PRIORITY, makeExport } from './export-jobs.ts';

/** Whoever writes it sees within a second that it is not wanted any more. */
const SETTLE_MS = 2_000;

/**
 * Everything in export `e` is still its person's to have at this instant: every recording may be watched, every trajectory
 * is theirs as it was, and they belong to every school.
 */
export const stands = (at: Date): RawBuilder<boolean> => sql<boolean>`(not exists (
  select from data_export_source s where s.export_id = e.id and not case s.kind
    when 'recording' then exists (
      select from recording r where r.id = s.source_id and ${watchable(sql<string>`e.person_id`, at)})
    when 'school' then exists (
      select from membership m where m.organisation_id = s.source_id and m.person_id = e.person_id
        and (m.ends_at is null or m.ends_at > ${at}))
    when 'coachee' then exists (select from trajectory t where t.id = s.source_id and t.coachee_id = e.person_id)
    else exists (select from trajectory t where t.id = s.source_id and t.coach_id = e.person_id) end))`;

/** What API and media worker both do to archives. Who may ask is the API's to say. */
export class ExportWork {
  readonly #db: Database;
  readonly #queue: JobQueue;
  readonly #notices: NoticeBus;
  readonly #clock: Clock;

  constructor(db: Database, queue: JobQueue, notices: NoticeBus, clock: Clock) {
    this.#db = db;
    this.#queue = queue;
    this.#notices = notices;
    this.#clock = clock;
  }

  async make(exportId: string): Promise<void> {
    await this.#queue.enqueue(makeExport, { exportId }, { priority: EXPORT_PRIORITY });
  }

  /** From now on nothing of it can be downloaded; its key and pieces go within seconds. Ending it twice is no error. */
  async end(exportId: string, ended: DataExportEnd): Promise<void> {
    const { numUpdatedRows } = await this.#db
      .updateTable('dataExport')
      .set({ state: 'ended', ended, endedAt: new Date(this.#clock.now()), problem: null, secondsLeft: null })
      .where('id', '=', exportId)
      .where('state', '<>', 'ended')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await this.#notices.publish({ kind: 'export_ended', exportId });
    await this.erase(exportId, SETTLE_MS);
  }

  /**
   * With the change of what these people are shown of a recording: an archive holds what they could read of it before. One
   * that is being made may have read that already, whether it says so yet or not.
   * @returns what to do once it is committed
   */
  async endOf(tx: Transaction<DB>, recordingId: string, personIds: readonly string[]): Promise<() => Promise<void>> {
    if (personIds.length === 0) return async () => {};
    const { rows } = await sql<{ id: string }>`
      update data_export e set state = 'ended', ended = 'outdated', ended_at = ${new Date(this.#clock.now())},
        problem = null, seconds_left = null
      where e.person_id = any(${personIds}::uuid[]) and (e.state = 'making' or e.state in ('waiting', 'ready') and exists (
        select from data_export_source s where s.export_id = e.id and s.kind = 'recording' and s.source_id = ${recordingId}))
      returning e.id`.execute(tx);
    for (const { id } of rows) await this.#notices.publishIn(tx, { kind: 'export_ended', exportId: id });
    return async () => {
      for (const { id } of rows) await this.erase(id, SETTLE_MS);
    };
  }

  async erase(exportId: string, delayMs?: number): Promise<void> {
    const options = { priority: 1, ...(delayMs !== undefined && { delayMs }) };
    await this.#queue.enqueue(eraseExport, { exportId }, options);
  }
}
