import { Inject, Injectable } from '@nestjs/common';
import { sql, type Transaction } from 'kysely';
import type { DB } from '@lesblik/server/database/schema';
import { conversionProgress } from '@lesblik/server/media/progress';
import { lockRecording } from '@lesblik/server/media/lock-recording';
import { transition } from '@lesblik/server/media/transition';
import { type Database, DATABASE } from '../base/tokens.ts';
import { markPlayable } from './mark-playable.ts';
import type { StepName } from './steps.ts';

/** What is left then: to look whether all is there. */
const ENCODED = 0.99;

/** A little less than a step's second, so that one that ticks alone is never early. */
const due = sql<boolean>`(progress_at is null or progress_at < now() - interval '900 milliseconds')`;

/** What a finished step brought about. */
export interface Finished {
  /** Renditions that are whole since now. */
  whole: string[];
  /** It was the last step. */
  completing: boolean;
}

/** The steps of each film, and the one percentage that they add up to. */
@Injectable()
export class StepsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

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
    const row = await this.db
      .with('moved', (db) =>
        db
          .updateTable('mediaStep')
          .set({ done: sql`work * ${Math.min(1, share)}::real` })
          .where('recordingId', '=', recordingId)
          .where('name', '=', name)
          .where('doneAt', 'is', null),
      )
      .selectFrom('recording')
      .select('state')
      .where('id', '=', recordingId)
      .executeTakeFirst();
    return row?.state === 'transcoding';
  }

  /** Writes the one percentage and the time left, at most once a second, whoever of its steps asks. @returns whether it wrote */
  async refreshProgress(recordingId: string): Promise<boolean> {
    const sum = await this.db
      .selectFrom('mediaStep')
      .innerJoin('recording', 'recording.id', 'mediaStep.recordingId')
      .select((e) => [e.fn.sum<number>('done').as('done'), e.fn.sum<number>('work').as('work')])
      .select(sql<number>`extract(epoch from now() - work_started_at)::real`.as('elapsed'))
      .where('recordingId', '=', recordingId)
      .where(due)
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
      .where(due)
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
      if ((await lockRecording(trx, recordingId)) !== 'transcoding') return undefined;
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
