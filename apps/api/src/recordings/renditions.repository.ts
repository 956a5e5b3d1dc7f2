import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

/** Playlists' data of a recording that the caller was let in to. */
@Injectable()
export class RenditionsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async offered(recordingId: string) {
    const rows = await this.db
      .selectFrom('rendition')
      .select(['name', 'kind', 'width', 'height', 'codecs', 'bitsPerSecond', 'channels'])
      .where('recordingId', '=', recordingId)
      .where('offered', '=', true)
      .orderBy('name')
      .execute();
    return rows.map((row) => ({ ...row, kind: row.kind === 'sound' ? ('sound' as const) : ('video' as const) }));
  }

  lengths(recordingId: string, name: string) {
    return this.db
      .selectFrom('rendition')
      .select(['timescale', 'segmentTicks'])
      .where('recordingId', '=', recordingId)
      .where('name', '=', name)
      .executeTakeFirst();
  }

  /** Whether all of it is stored, and how many segments it has. */
  extent(recordingId: string, name: string) {
    return this.db
      .selectFrom('rendition')
      .select(['kind', 'whole', 'offered', sql<number>`cardinality(segment_ticks)`.as('segments')])
      .where('recordingId', '=', recordingId)
      .where('name', '=', name)
      .executeTakeFirst();
  }
}
