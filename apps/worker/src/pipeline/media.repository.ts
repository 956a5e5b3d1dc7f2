import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { lockRecording } from '@lesblik/server/media/lock-recording';
import { transition } from '@lesblik/server/media/transition';
import { RecordingState } from '@lesblik/shared/recording-state';
import { isInWork } from '@lesblik/shared/recording-work';
import type { Film } from '../ffmpeg/film.ts';
import type { FilmPlan, SegmentList } from '../ffmpeg/plan/types.ts';
import { type Database, DATABASE } from '../base/tokens.ts';
import { markPlayable } from './mark-playable.ts';
import type { Step, StepName } from './steps.ts';

const inWork = RecordingState.options.filter(isInWork);

/** The media worker's tables. It serves every school and is asked by no person, so it names recordings alone. */
@Injectable()
export class MediaRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async state(recordingId: string): Promise<RecordingState | undefined> {
    const row = await this.db.selectFrom('recording').select('state').where('id', '=', recordingId).executeTakeFirst();
    return row && RecordingState.parse(row.state);
  }

  /** A call's recording of whose tracks no film was made yet. */
  async isUncomposed(recordingId: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('roomTake')
      .select('id')
      .where('recordingId', '=', recordingId)
      .where('composedAt', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Runs `work` alone among those who begin or clear away the same recording. */
  async alone<T>(recordingId: string, work: (state: RecordingState | undefined) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`media.${recordingId}`}, 0))`.execute(trx);
      return work(await this.state(recordingId));
    });
  }

  /** Renditions and steps of an earlier try, and what the row told of them. */
  async forget(recordingId: string): Promise<StepName[]> {
    return this.db.transaction().execute(async (trx) => {
      await lockRecording(trx, recordingId);
      await trx.deleteFrom('rendition').where('recordingId', '=', recordingId).execute();
      await trx
        .updateTable('recordingCut')
        .set({ madeAt: null, problem: null })
        .where('recordingId', '=', recordingId)
        .execute();
      const steps = await trx
        .deleteFrom('mediaStep')
        .where('recordingId', '=', recordingId)
        .returning('name')
        .execute();
      await trx
        .updateTable('recording')
        .set({
          playable: false,
          hasPoster: false,
          hasThumbnails: false,
          hasWaveform: false,
          gainDb: null,
          workStartedAt: null,
        })
        .where('id', '=', recordingId)
        .execute();
      return steps.map(({ name }) => name as StepName);
    });
  }

  /** What the probe found; from here on anybody can take a step. @returns false when the recording was stopped meanwhile */
  async begin(recordingId: string, film: Film, plan: FilmPlan, steps: Step[]): Promise<boolean> {
    return this.db.transaction().execute(async (trx) => {
      const moved = await transition(trx, recordingId, 'probed', {
        durationMs: plan.durationMs,
        width: film.video?.width ?? null,
        height: film.video?.height ?? null,
        frameRate: film.video === undefined ? null : film.video.averageFrameRate.num / film.video.averageFrameRate.den,
        hasPicture: film.video !== undefined,
        hasSound: plan.sound !== undefined,
        workStartedAt: sql<Date>`now()`,
        problem: null,
      });
      if (moved === undefined) return false;
      const renditions = renditionsOf(plan).map((rendition) => ({ ...rendition, recordingId }));
      if (renditions.length > 0) await trx.insertInto('rendition').values(renditions).execute();
      await trx
        .insertInto('mediaStep')
        .values(steps.map((step) => ({ ...step, recordingId })))
        .execute();
      return true;
    });
  }

  /** These can be played from the start: what is missing is made on request. */
  async offer(recordingId: string, names: string[]): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      await lockRecording(trx, recordingId);
      await trx
        .updateTable('rendition')
        .set({ offered: true })
        .where('recordingId', '=', recordingId)
        .where('name', 'in', names)
        .execute();
      await markPlayable(trx, recordingId);
    });
  }

  async renditions(recordingId: string): Promise<{ name: string; segments: number }[]> {
    const rows = await this.db
      .selectFrom('rendition')
      .select(['name', 'segmentTicks'])
      .where('recordingId', '=', recordingId)
      .execute();
    return rows.map(({ name, segmentTicks }) => ({ name, segments: segmentTicks.length }));
  }

  async saveHash(recordingId: string, sha256: string): Promise<{ deviceSha256: string | null } | undefined> {
    return this.db
      .updateTable('recording')
      .set({ sha256 })
      .where('id', '=', recordingId)
      .returning('deviceSha256')
      .executeTakeFirst();
  }

  /** Why the conversion stands still for now, for the person to read; gone once a step ends well. */
  async tellWaiting(recordingId: string, problem: string): Promise<void> {
    await this.db
      .updateTable('recording')
      .set({ problem })
      .where('id', '=', recordingId)
      .where('state', 'in', inWork)
      .execute();
  }

  /** Recordings somebody should be at work on, and nobody was for `quietMs`. */
  async quiet(quietMs: number): Promise<{ id: string; state: RecordingState }[]> {
    const rows = await this.db
      .updateTable('recording')
      .set({ progressAt: sql<Date>`now()` })
      .where('state', 'in', ['uploaded', 'probing', 'transcoding', 'completing'])
      .where((e) =>
        e.or([
          e('progressAt', 'is', null),
          e('progressAt', '<', sql<Date>`now() - ${quietMs} * interval '1 millisecond'`),
        ]),
      )
      .returning(['id', 'state'])
      .execute();
    return rows.map(({ id, state }) => ({ id, state: RecordingState.parse(state) }));
  }

  async refusedUntil(now: Date): Promise<string[]> {
    const query = this.db
      .selectFrom('recording')
      .select('id')
      .where('state', '=', 'failed')
      .where('refusedUntil', '<', now);
    return (await query.execute()).map(({ id }) => id);
  }
}

function renditionsOf(plan: FilmPlan) {
  const ticks = ({ timescale, segments }: SegmentList) => ({
    timescale,
    segmentTicks: segments.map(({ start, end }) => Math.round(end - start)),
  });
  const video = plan.rungs.map(({ name, width, height, codecs, bandwidth }) => ({
    name,
    kind: 'video',
    width,
    height,
    codecs,
    bitsPerSecond: bandwidth,
    channels: null,
    ...ticks(plan.ladder),
  }));
  const { copy, sound } = plan;
  if (copy !== undefined) {
    video.push({
      name: 'copy',
      kind: 'video',
      width: copy.width,
      height: copy.height,
      codecs: copy.codecs,
      bitsPerSecond: copy.bandwidth,
      channels: null,
      ...ticks(copy),
    });
  }
  if (sound === undefined) return video;
  const { codecs, bandwidth, channels } = sound;
  return [
    ...video,
    {
      name: 'sound',
      kind: 'sound',
      width: null,
      height: null,
      codecs,
      bitsPerSecond: bandwidth,
      channels,
      ...ticks(sound),
    },
  ];
}
