import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { type CutSegment, cutSegments } from '@lesblik/server/media/cut-segments';
import { hiddenSegments } from '@lesblik/server/media/hidden-segments';
import { hiddenList } from '@lesblik/server/media/hidings';
import type { Range } from '@lesblik/shared/cuts';
import type { HiddenList } from '@lesblik/shared/hiding';
import { Problem } from '@lesblik/shared/problems';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Part } from './played-parts.ts';
import { SegmentTimes } from './segment-times.ts';

/** Which film of a recording somebody is shown. */
interface Shows {
  recordingId: string;
  shown: Range | null;
  hidingId: string | null;
}

interface Altered {
  timescale: number;
  segments: (CutSegment & {
    /** Something in it is hidden: unless it is an edge, there is another in its place. */
    hidden: boolean;
  })[];
}

/** Playlists' data of a recording that the caller was let in to. */
@Injectable()
export class RenditionsRepository {
  private readonly times = new SegmentTimes();

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

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

  async hiddenList(hidingId: string | null): Promise<HiddenList | undefined> {
    if (hidingId === null) return undefined;
    const list = await hiddenList(this.db, hidingId);
    // Another took its place meanwhile: without it nothing is known to be hidden, so nothing is shown.
    if (list === undefined) throw new Problem('not_found');
    return list;
  }

  /**
   * Those of its segments that somebody gets who is shown a part alone, or not what is hidden in it; the film's own picture is
   * not for them.
   */
  async altered({ recordingId, shown, hidingId }: Shows, name: string): Promise<Altered | undefined> {
    const row = await this.db
      .selectFrom('rendition as d')
      .innerJoin('recording as r', 'r.id', 'd.recordingId')
      .select(['d.kind', 'd.timescale', 'd.segmentTicks', 'r.durationMs'])
      .where('d.recordingId', '=', recordingId)
      .where('d.name', '=', name)
      .where('d.name', '<>', 'copy')
      .executeTakeFirst();
    if (row === undefined || row.durationMs === null) return undefined;
    const { timescale, segmentTicks, durationMs } = row;
    const kind = row.kind === 'sound' ? 'sound' : 'video';
    const whole = { startMs: 0, endMs: durationMs };
    const cut = cutSegments({ kind, timescale, segmentTicks, durationMs }, shown ?? whole);
    const list = await this.hiddenList(hidingId);
    const hidden = list === undefined ? new Set<number>() : hiddenSegments({ kind, timescale, segmentTicks }, list);
    return { timescale, segments: cut.map((segment) => ({ ...segment, hidden: hidden.has(segment.n) })) };
  }

  /** Where segment `n` lies in the film; undefined where there is none. */
  span(recordingId: string, name: string, n: number): Promise<Part | undefined> {
    const ask = () => this.lengths(recordingId, name);
    return this.times.span(`${recordingId}/${name}`, n, this.clock.now(), ask);
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
