import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { StoredArchive } from '@lesblik/server/exports/archive-storage';
import { stands } from '@lesblik/server/exports/export-work';
import type { Language } from '@lesblik/shared/common';
import type { DataExport } from '@lesblik/shared/exports';
import { type NotNull, sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** Shown; older ones are of no use to anybody. */
const SHOWN = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A lesson whose film is in an archive, for its log. */
interface FilmInIt {
  recordingId: string;
  organisationId: string;
}

@Injectable()
export class ExportsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ofPerson(personId: string): Promise<DataExport[]> {
    return this.#select(personId).orderBy('e.askedAt', 'desc').orderBy('e.id').limit(SHOWN).execute();
  }

  find(personId: string, exportId: string): Promise<DataExport | undefined> {
    return this.#select(personId).where('e.id', '=', exportId).executeTakeFirst();
  }

  async askedToday(personId: string): Promise<number> {
    const row = await this.db
      .selectFrom('dataExport')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('personId', '=', personId)
      .where('askedAt', '>', new Date(this.clock.now() - DAY_MS))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** @returns undefined while another of theirs waits or is made */
  async add(personId: string, language: Language): Promise<string | undefined> {
    const row = await this.db
      .insertInto('dataExport')
      .values({ personId, language, askedAt: new Date(this.clock.now()) })
      .onConflict((on) =>
        on
          .column('personId')
          // In letters: with parameters PostgreSQL does not see that it is the index's condition.
          .where(sql<boolean>`state in ('waiting', 'making')`)
          .doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }

  /** That waits or is made. */
  async running(personId: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('dataExport')
      .select('id')
      .where('personId', '=', personId)
      .where('state', 'in', ['waiting', 'making'])
      .executeTakeFirst();
    return row?.id;
  }

  async readyOnes(personId: string): Promise<string[]> {
    const rows = await this.db
      .selectFrom('dataExport')
      .select('id')
      .where('personId', '=', personId)
      .where('state', '=', 'ready')
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Whether all of it is still its owner's to have, and it is not too old. */
  async stands(exportId: string): Promise<boolean> {
    const now = new Date(this.clock.now());
    const row = await this.db
      .selectFrom('dataExport as e')
      .select(stands(now).as('stands'))
      .where('e.id', '=', exportId)
      .where('e.state', '=', 'ready')
      .where('e.expiresAt', '>', now)
      .executeTakeFirst();
    return row?.stands ?? false;
  }

  /** Where it lies; undefined when it is not ready. */
  async stored(exportId: string): Promise<StoredArchive | undefined> {
    const row = await this.db
      .selectFrom('dataExport')
      .select(['id as exportId', 'writer', 'bytes', 'pieceBytes'])
      .where('id', '=', exportId)
      .where('state', '=', 'ready')
      .$narrowType<{ writer: NotNull; bytes: NotNull; pieceBytes: NotNull }>()
      .executeTakeFirst();
    return row;
  }

  filmsIn(exportId: string): Promise<FilmInIt[]> {
    return this.db
      .selectFrom('dataExportSource as s')
      .innerJoin('recording as r', 'r.id', 's.sourceId')
      .select(['r.id as recordingId', 'r.organisationId'])
      .where('s.exportId', '=', exportId)
      .where('s.kind', '=', 'recording')
      .where('s.film', '=', true)
      .execute();
  }

  /** Once in so long: programs that download in pieces ask many times. */
  async addDownload(tx: Database, exportId: string, device: string, onceInMs: number): Promise<void> {
    const now = this.clock.now();
    await sql`insert into data_export_download (export_id, at, device)
      select ${exportId}, ${new Date(now)}, ${device} where not exists (
        select from data_export_download where export_id = ${exportId} and device = ${device}
          and at > ${new Date(now - onceInMs)})`.execute(tx);
  }

  /** What is over, and not yet seen to be by a media worker, is told as that. */
  #select(personId: string) {
    const now = new Date(this.clock.now());
    return this.db
      .selectFrom(
        this.db
          .selectFrom('dataExport as e')
          .selectAll('e')
          .select(
            sql<DataExport['ended']>`case when e.state <> 'ready' then e.ended when not ${stands(now)} then 'outdated'
              when e.expires_at <= ${now} then 'expired' end`.as('over'),
          )
          .as('e'),
      )
      .select([
        'e.id',
        sql<DataExport['state']>`case when e.over is null then e.state else 'ended' end`.as('state'),
        isoInstant('e.asked_at').as('askedAt'),
        sql<number | null>`case when e.state = 'ready' then 1 when e.state = 'making' and e.film_bytes > 0
          then e.film_bytes_done::real / e.film_bytes end`.as('progress'),
        'e.secondsLeft',
        'e.films',
        'e.filmsDone',
        'e.problem',
        'e.bytes',
        isoInstant<string | null>('e.ready_at').as('readyAt'),
        isoInstant<string | null>('e.expires_at').as('expiresAt'),
        'e.over as ended',
        isoInstant<string | null>('e.ended_at').as('endedAt'),
        sql<DataExport['downloads']>`coalesce((
          select json_agg(json_build_object('at', ${isoInstant('d.at')}, 'device', d.device) order by d.at desc)
          from data_export_download d where d.export_id = e.id), '[]')`.as('downloads'),
      ])
      .where('e.personId', '=', personId);
  }
}
