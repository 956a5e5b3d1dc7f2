import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { TakeEvent } from '@lesblik/server/takes/take-event';
import { type Database, DATABASE } from '../base/tokens.ts';
import { type Lesson, pictureFor } from './film/lesson.ts';
import type { TimedEvent } from './film/playhead-spans.ts';
import { readParameters, type StoredTrack, type TrackSource } from './tracks/stored-track.ts';

/** A take as the media worker needs it. */
export interface Take {
  id: string;
  recordingId: string;
  /** The film shows no lesson but this person's. */
  teacherId: string;
  composedAt: Date | null;
}

/** The recording's state while its film is made. */
const COMPOSING = 'uploading';

@Injectable()
export class TakesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async take(takeId: string): Promise<Take | undefined> {
    return this.db
      .selectFrom('roomTake')
      .innerJoin('room', 'room.id', 'roomTake.roomId')
      .select(['roomTake.id', 'roomTake.recordingId', 'room.teacherId', 'roomTake.composedAt'])
      .where('roomTake.id', '=', takeId)
      .executeTakeFirst();
  }

  /** What was not taken back. */
  async tracks(takeId: string): Promise<StoredTrack[]> {
    const rows = await this.db
      .selectFrom('roomTrack')
      .selectAll()
      .where('takeId', '=', takeId)
      .where('deletedAt', 'is', null)
      .orderBy('openedAtMs')
      .orderBy('id')
      .execute();
    return rows.map(({ id, personId, source, rtpParameters, openedAtMs, closedAtMs }) => ({
      ...{ id, personId, openedAtMs, closedAtMs },
      source: source as TrackSource,
      ...readParameters(rtpParameters, personId, id),
    }));
  }

  async events(takeId: string): Promise<TimedEvent[]> {
    const rows = await this.db
      .selectFrom('roomTakeEvent')
      .select(['atMs', 'event'])
      .where('takeId', '=', takeId)
      .orderBy('atMs')
      .orderBy('id')
      .execute();
    return rows.map(({ atMs, event }) => ({ atMs, event: TakeEvent.parse(event) }));
  }

  /** What the people of these tracks are called, by person. */
  async names(tracks: readonly StoredTrack[]): Promise<Map<string, string>> {
    if (tracks.length === 0) return new Map();
    const ids = [...new Set(tracks.map(({ personId }) => personId))];
    const rows = await this.db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Those of these recordings that are the teacher's own and can be shown. */
  async lessons(recordingIds: readonly string[], teacherId: string): Promise<Map<string, Lesson>> {
    if (recordingIds.length === 0) return new Map();
    const recordings = await this.db
      .selectFrom('recording')
      .select(['id', 'durationMs', 'gainDb'])
      .where('id', 'in', recordingIds)
      .where('ownerId', '=', teacherId)
      .where('state', '!=', 'deleting')
      .execute();
    const renditions = await this.db
      .selectFrom('rendition')
      .select(['recordingId', 'name', 'kind', 'width', 'height', 'timescale', 'segmentTicks'])
      .where('recordingId', 'in', recordingIds)
      .where('whole', '=', true)
      .execute();
    return new Map(
      recordings.map(({ id, durationMs, gainDb }) => {
        const own = renditions.filter(({ recordingId }) => recordingId === id);
        const sound = own.find(({ kind }) => kind === 'sound');
        const lesson = {
          recordingId: id,
          durationMs: durationMs ?? 0,
          gainDb: gainDb ?? 0,
          picture: pictureFor(own),
          sound,
        };
        return [id, lesson];
      }),
    );
  }

  /** `share`: 0 to 1 over upload-to-ready. @returns false when the recording no longer waits for its film */
  async advance(recordingId: string, share: number): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('recording')
      .set({ progress: sql`greatest(progress, ${share}::real)`, progressAt: sql<Date>`now()` })
      .where('id', '=', recordingId)
      .where('state', '=', COMPOSING)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /**
   * The film is stored and was made of exactly these tracks.
   * @returns false when one of them was taken back meanwhile: then it must be made anew
   */
  async composed(take: Take, trackIds: readonly string[], film: { bytes: number }): Promise<boolean> {
    return this.db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('roomTrack')
        .select('id')
        .where('takeId', '=', take.id)
        .where('deletedAt', 'is', null)
        .forNoKeyUpdate()
        .execute();
      const left = new Set(rows.map(({ id }) => id));
      if (trackIds.some((id) => !left.has(id))) return false;
      await trx
        .updateTable('recording')
        .set({ ...film, fileType: 'video/mp4' })
        .where('id', '=', take.recordingId)
        .execute();
      await trx
        .updateTable('roomTake')
        .set({ composedAt: sql<Date>`now()` })
        .where('id', '=', take.id)
        .execute();
      return true;
    });
  }

  async tracksDeleted(takeId: string): Promise<void> {
    await this.db
      .updateTable('roomTrack')
      .set({ deletedAt: sql<Date>`coalesce(deleted_at, now())`, erasedAt: sql<Date>`now()` })
      .where('takeId', '=', takeId)
      .where('erasedAt', 'is', null)
      .execute();
  }

  /** Ended takes that wait for their film, or whose tracks outlived it. */
  async waiting(): Promise<{ takeId: string; recordingId: string }[]> {
    return this.db
      .selectFrom('roomTake')
      .innerJoin('recording', 'recording.id', 'roomTake.recordingId')
      .select(['roomTake.id as takeId', 'roomTake.recordingId'])
      .where('roomTake.endedAt', 'is not', null)
      .where((e) =>
        e.or([
          e.and([e('roomTake.composedAt', 'is', null), e('recording.state', '=', COMPOSING)]),
          e.and([
            e('roomTake.composedAt', 'is not', null),
            e.exists(
              e
                .selectFrom('roomTrack')
                .select('roomTrack.id')
                .whereRef('roomTrack.takeId', '=', 'roomTake.id')
                .where('roomTrack.erasedAt', 'is', null),
            ),
          ]),
        ]),
      )
      .execute();
  }
}
