import { Inject, Injectable } from '@nestjs/common';
import { sql, type Transaction } from 'kysely';
import type { DB } from '@lesblik/server/database/schema';
import { conversionProgress } from '@lesblik/server/media/progress';
import { transition } from '@lesblik/server/media/transition';
import { isInWork, RecordingState } from '@lesblik/shared/recording-state';
import type { Film } from '../ffmpeg/film.ts';
import type { FilmPlan, SegmentList } from '../ffmpeg/plan/types.ts';
import { type Database, DATABASE } from '../base/tokens.ts';
import type { Step, StepName } from './steps.ts';

/** What is left then: to look whether all is there. */
const ENCODED = 0.99;

const inWork = RecordingState.options.filter(isInWork);

/** What a finished step brought about. */
export interface Finished {
  /** Renditions that are whole since now. */
  whole: string[];
  /** It was the last step. */
  completing: boolean;
}

/** The media worker's tables. It serves every school and is asked by no person, so it names recordings alone. */
@Injectable()
export class MediaRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async state(recordingId: string): Promise<RecordingState | undefined> {
    const row = await this.db.selectFrom('recording').select('state').where('id', '=', recordingId).executeTakeFirst();
    return row && RecordingState.parse(row.state);
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
      await trx.deleteFrom('rendition').where('recordingId', '=', recordingId).execute();
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

  async openSteps(recordingId: string): Promise<StepName[]> {
    const query = this.db
      .selectFrom('mediaStep')
      .select('name')
      .where('recordingId', '=', recordingId)
      .where('doneAt', 'is', null);
    return (await query.orderBy('name').execute()).map(({ name }) => name as StepName);
  }

  /** Whether that step still waits to be done, of a recording that is being converted. */
  async isOpen(recordingId: string, name: StepName): Promise<boolean> {
    const row = await this.db
      .selectFrom('mediaStep')
      .innerJoin('recording', 'recording.id', 'mediaStep.recordingId')
      .select('recording.id')
      .where('recording.id', '=', recordingId)
      .where('recording.state', '=', 'transcoding')
      .where('mediaStep.name', '=', name)
      .where('mediaStep.doneAt', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** `share`: 0 to 1 of the step. @returns false when the recording is no longer being converted */
  async advance(recordingId: string, name: StepName, share: number): Promise<boolean> {
    await this.db
      .updateTable('mediaStep')
      .set({ done: sql`work * ${Math.min(1, share)}::real` })
      .where('recordingId', '=', recordingId)
      .where('name', '=', name)
      .where('doneAt', 'is', null)
      .execute();
    return (await this.state(recordingId)) === 'transcoding';
  }

  /** Writes the one percentage and the time left, at most twice a second. @returns whether it wrote */
  async refreshProgress(recordingId: string): Promise<boolean> {
    const sum = await this.db
      .selectFrom('mediaStep')
      .innerJoin('recording', 'recording.id', 'mediaStep.recordingId')
      .select((e) => [e.fn.sum<number>('done').as('done'), e.fn.sum<number>('work').as('work')])
      .select(sql<number>`extract(epoch from now() - work_started_at)::real`.as('elapsed'))
      .where('recordingId', '=', recordingId)
      .groupBy('workStartedAt')
      .executeTakeFirst();
    if (sum === undefined) return false;
    const share = sum.done / Math.max(sum.work, 1e-9);
    const foreseeable = share > 0.02 && sum.elapsed > 2;
    const { numUpdatedRows } = await this.db
      .updateTable('recording')
      .set({
        progress: sql`greatest(progress, ${Math.min(ENCODED, conversionProgress(sum.done, sum.work))}::real)`,
        secondsLeft: foreseeable ? (sum.elapsed * (1 - share)) / share : null,
        progressAt: sql<Date>`now()`,
      })
      .where('id', '=', recordingId)
      .where('state', '=', 'transcoding')
      .where((e) =>
        e.or([e('progressAt', 'is', null), e('progressAt', '<', sql<Date>`now() - interval '500 milliseconds'`)]),
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Ends a step, under the recording's lock, so that exactly one worker sees itself be the last. */
  async finish(
    recordingId: string,
    name: StepName,
    changes: { [column: string]: unknown } = {},
  ): Promise<Finished | undefined> {
    return this.db.transaction().execute(async (trx) => {
      const recording = await trx
        .selectFrom('recording')
        .select('state')
        .where('id', '=', recordingId)
        .forUpdate()
        .executeTakeFirst();
      if (recording?.state !== 'transcoding') return undefined;
      await trx
        .updateTable('mediaStep')
        .set({ done: sql`work`, doneAt: sql<Date>`now()` })
        .where('recordingId', '=', recordingId)
        .where('name', '=', name)
        .execute();
      const open = await trx
        .selectFrom('mediaStep')
        .select('name')
        .where('recordingId', '=', recordingId)
        .where('doneAt', 'is', null)
        .execute();
      await trx
        .updateTable('recording')
        .set({ ...changes, problem: null })
        .where('id', '=', recordingId)
        .execute();
      const whole = await this.#nowWhole(
        trx,
        recordingId,
        name,
        open.map((step) => step.name),
      );
      const completing =
        open.length === 0 &&
        (await transition(trx, recordingId, 'encoded', { progress: ENCODED, secondsLeft: 1 })) !== undefined;
      return { whole, completing };
    });
  }

  /** These can be played from the start: what is missing is made on request. */
  async offer(recordingId: string, names: string[]): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
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
      .where('state', 'in', ['uploaded', 'probing', 'transcoding', 'completing', 'deleting'])
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

  /** Once nothing is stored any more: comments, grants and positions go with the row; the access log stays. */
  async removeRow(recordingId: string): Promise<void> {
    await this.db.deleteFrom('recording').where('id', '=', recordingId).where('state', '=', 'deleting').execute();
  }

  async #nowWhole(trx: Transaction<DB>, recordingId: string, name: StepName, open: string[]): Promise<string[]> {
    const query = trx
      .updateTable('rendition')
      .set({ whole: true, offered: true })
      .where('recordingId', '=', recordingId)
      .where('whole', '=', false)
      .returning('name');
    const chunksLeft = open.some((step) => step.startsWith('chunk.'));
    if (!name.startsWith('chunk.') && name !== 'copy' && name !== 'sound') return [];
    if (name.startsWith('chunk.') && chunksLeft) return [];
    const whole = name.startsWith('chunk.')
      ? await query.where('kind', '=', 'video').where('name', '!=', 'copy').execute()
      : await query.where('name', '=', name).execute();
    await markPlayable(trx, recordingId);
    return whole.map((rendition) => rendition.name);
  }
}

/** Playable once there is something to show and something to hear, as far as the film has them. */
async function markPlayable(trx: Transaction<DB>, recordingId: string): Promise<void> {
  const offered = (kind: 'video' | 'sound') =>
    sql<boolean>`exists (select from rendition where recording_id = ${recordingId} and kind = ${kind} and offered)`;
  await trx
    .updateTable('recording')
    .set({ playable: true })
    .where('id', '=', recordingId)
    .where('state', '=', 'transcoding')
    .where((e) =>
      e.and([
        e.or([e('hasPicture', '=', false), offered('video')]),
        e.or([e('hasSound', '=', false), offered('sound')]),
      ]),
    )
    .execute();
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
