import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ArchiveTry, StoredArchive } from '@lesblik/server/exports/archive-storage';
import { stands } from '@lesblik/server/exports/export-work';
import { Language } from '@lesblik/shared/common';
import { EXPORT_KEPT_MS } from '@lesblik/shared/exports';
import type { ProblemCode } from '@lesblik/shared/problems';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** A writer says once a second that it lives; one that died is followed by another after this. */
const WRITER_MS = 15_000;
const ERASER_MS = 120_000;
/** The person sees what became of it for so long. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1000;

export interface Begun extends ArchiveTry {
  personId: string;
  language: Language;
}

export interface Progress {
  films: number;
  filmsDone: number;
  filmBytes: number;
  filmBytesDone: number;
  secondsLeft: number | null;
}

export interface Source {
  kind: 'recording' | 'coachee' | 'coach' | 'school';
  sourceId: string;
  film?: boolean;
}

/** The rows of archives. Whoever writes or erases one holds it; of two, one does. */
@Injectable()
export class ExportsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns `busy` while another is at it, undefined when it is not wanted any more */
  async begin(exportId: string): Promise<Begun | 'busy' | undefined> {
    const now = this.clock.now();
    const begun = { state: 'making', begunAt: new Date(now), problem: null, secondsLeft: null } as const;
    const row = await this.#free(exportId, WRITER_MS)
      .set({ ...begun, films: 0, filmsDone: 0, filmBytes: 0, filmBytesDone: 0 })
      .where('state', 'in', ['waiting', 'making'])
      .returning(['id', 'personId', 'language', 'writer'])
      .executeTakeFirst();
    if (row?.writer === undefined || row.writer === null) return (await this.#running(exportId)) ? 'busy' : undefined;
    await this.db.deleteFrom('dataExportSource').where('exportId', '=', exportId).execute();
    const { personId, language, writer } = row;
    return { exportId, writer, personId, language: Language.parse(language) };
  }

  /** Tells how far it is and that its writer lives. `again`: something in it is no longer its owner's to have. */
  async advance({ exportId, writer }: ArchiveTry, progress: Progress): Promise<'goes_on' | 'again' | 'ended'> {
    const row = await this.db
      .updateTable('dataExport as e')
      .set({ ...progress, writtenUntil: this.#in(WRITER_MS) })
      .where('e.id', '=', exportId)
      .where('e.writer', '=', writer)
      .where('e.state', '=', 'making')
      .returning(stands(this.#in(0)).as('stands'))
      .executeTakeFirst();
    if (row === undefined) return 'ended';
    return row.stands ? 'goes_on' : 'again';
  }

  async restsOn({ exportId }: ArchiveTry, sources: readonly Source[]): Promise<void> {
    for (let at = 0; at < sources.length; at += 1000) {
      await this.db
        .insertInto('dataExportSource')
        .values(sources.slice(at, at + 1000).map((source) => ({ exportId, ...source })))
        .onConflict((on) => on.doNothing())
        .execute();
    }
  }

  /** @returns false when it was ended, or something in it is no longer its owner's to have */
  async finish({ exportId, writer, bytes, pieceBytes }: StoredArchive): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('dataExport as e')
      .set({
        ...{ state: 'ready', bytes, pieceBytes, readyAt: this.#in(0), expiresAt: this.#expiry() },
        ...{ writtenUntil: null, secondsLeft: null },
      })
      .where('e.id', '=', exportId)
      .where('e.writer', '=', writer)
      .where('e.state', '=', 'making')
      .where(stands(this.#in(0)))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Its writer lets go; `problem`: what it waits for. */
  async waits({ exportId, writer }: ArchiveTry, problem: ProblemCode | null): Promise<void> {
    await this.db
      .updateTable('dataExport')
      .set({ state: 'waiting', problem, writtenUntil: null, secondsLeft: null })
      .where('id', '=', exportId)
      .where('writer', '=', writer)
      .where('state', '=', 'making')
      .execute();
    await this.letGo({ exportId, writer });
  }

  async fail({ exportId, writer }: ArchiveTry, problem: ProblemCode): Promise<void> {
    await this.db
      .updateTable('dataExport')
      .set({ state: 'failed', problem, writtenUntil: null, secondsLeft: null })
      .where('id', '=', exportId)
      .where('writer', '=', writer)
      .where('state', '=', 'making')
      .execute();
  }

  async letGo({ exportId, writer }: ArchiveTry): Promise<void> {
    await this.db
      .updateTable('dataExport')
      .set({ writtenUntil: null })
      .where('id', '=', exportId)
      .where('writer', '=', writer)
      .execute();
  }

  /** To erase it: whoever wrote it does not, and nobody begins meanwhile. @returns undefined while somebody is at it */
  async holdToErase(exportId: string): Promise<ArchiveTry | undefined> {
    const row = await this.#free(exportId, ERASER_MS)
      .where('state', '<>', 'ready')
      .returning('writer')
      .executeTakeFirst();
    return row?.writer == null ? undefined : { exportId, writer: row.writer };
  }

  async erased({ exportId, writer }: ArchiveTry): Promise<void> {
    await this.db
      .updateTable('dataExport')
      .set({
        writtenUntil: null,
        // One that is to be made is written anew.
        erasedAt: sql<Date | null>`case when state in ('ended', 'failed') then ${this.#in(0)}::timestamptz end`,
      })
      .where('id', '=', exportId)
      .where('writer', '=', writer)
      .execute();
  }

  async isErased(exportId: string): Promise<boolean> {
    const row = await this.db.selectFrom('dataExport').select('erasedAt').where('id', '=', exportId).executeTakeFirst();
    return row === undefined || row.erasedAt !== null;
  }

  /** Of which something may be stored that came of this recording. */
  restingOn(recordingId: string): Promise<{ id: string; state: string }[]> {
    return this.db
      .selectFrom('dataExport as e')
      .innerJoin('dataExportSource as s', 's.exportId', 'e.id')
      .select(['e.id', 'e.state'])
      .where('s.kind', '=', 'recording')
      .where('s.sourceId', '=', recordingId)
      .where('e.erasedAt', 'is', null)
      .execute();
  }

  /** What the rounds have to do: at once, or (`lost`) once nobody was at it for a while. */
  async due(quietMs: number) {
    const now = this.#in(0);
    const of = this.db.selectFrom('dataExport as e').select('e.id');
    const ids = async (query: typeof of) => (await query.execute()).map(({ id }) => id);
    const free = sql<boolean>`coalesce(e.written_until, e.asked_at) < ${this.#in(-quietMs)}`;
    return {
      expired: await ids(of.where('e.state', '=', 'ready').where('e.expiresAt', '<=', now)),
      outdated: await ids(of.where('e.state', '=', 'ready').where(sql<boolean>`not ${stands(now)}`)),
      lost: await ids(of.where('e.state', 'in', ['waiting', 'making']).where(free)),
      toErase: await ids(
        of
          .where('e.state', 'in', ['ended', 'failed'])
          .where('e.erasedAt', 'is', null)
          .where(sql<boolean>`(e.written_until is null or e.written_until < ${now})`),
      ),
    };
  }

  async forgetOld(): Promise<void> {
    await this.db.deleteFrom('dataExport').where('erasedAt', '<', this.#in(-REMEMBERED_MS)).execute();
  }

  /** Of export `e`: a week, or until something in it ends by itself. */
  #expiry() {
    return sql<Date>`least(${this.#in(EXPORT_KEPT_MS)}::timestamptz,
      (select min(least(g.until, o.ends_at)) from data_export_source s join recording r on r.id = s.source_id
        join recording_grant g on g.recording_id = r.id and g.grantee_id = e.person_id and g.withdrawn_at is null
        left join membership o on o.organisation_id = r.organisation_id and o.person_id = r.owner_id
        where s.export_id = e.id and s.kind = 'recording' and r.owner_id <> e.person_id),
      (select min(m.ends_at) from data_export_source s join membership m on m.organisation_id = s.source_id
        where s.export_id = e.id and s.kind = 'school' and m.person_id = e.person_id))`;
  }

  #free(exportId: string, heldMs: number) {
    return this.db
      .updateTable('dataExport')
      .set({ writer: randomUUID(), writtenUntil: this.#in(heldMs) })
      .where('id', '=', exportId)
      .where((eb) => eb.or([eb('writtenUntil', 'is', null), eb('writtenUntil', '<', this.#in(0))]));
  }

  async #running(exportId: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('dataExport')
      .select('id')
      .where('id', '=', exportId)
      .where('state', 'in', ['waiting', 'making'])
      .executeTakeFirst();
    return row !== undefined;
  }

  #in(ms: number): Date {
    return new Date(this.clock.now() + ms);
  }
}
