import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import { makeHiding } from '@lesblik/server/media/media-jobs';
import { HIDING_PRIORITY } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { type Log, LOG } from '../base/tokens.ts';
import { HidingMaker } from '../pipeline/hiding-maker.ts';
import { type HidingRef, HidingsRepository } from '../pipeline/hidings.repository.ts';
import { STOPPED } from '../pipeline/outcome.ts';
import { verdictOn } from '../pipeline/verdict.ts';

/** Another took its place, or it was taken away, while it was made. */
class Dropped extends Error {}

/** Films with what their owners hide: made, and cleared away when another takes their place. */
@Injectable()
export class MakeHidingHandler {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly hidings: HidingsRepository,
    private readonly maker: HidingMaker,
    private readonly storage: EncryptedStorage,
    private readonly queue: JobQueue,
  ) {}

  readonly bound: BoundJob = bind(makeHiding, async ({ payload, signal, lastAttempt, gaveUp, report }) => {
    const hiding = { id: payload.hidingId, recordingId: payload.recordingId };
    const list = await this.hidings.open(hiding);
    if (list === undefined) return {};
    if (gaveUp) {
      await this.hidings.failed(hiding, 'film_stops_worker');
      return {};
    }
    const reached = async (progress: number, made = false) => {
      await report(progress);
      if (!(await this.hidings.reached(hiding, { progress, made }))) throw new Dropped();
    };
    try {
      await this.maker.make(hiding, list, signal, reached);
      await reached(1, true);
    } catch (error) {
      if (error instanceof Dropped) await this.#clear(hiding);
      else if (!signal.aborted) await this.#judge(hiding, error, lastAttempt);
      else if (signal.reason !== STOPPED) throw error;
    }
    return {};
  });

  /** What a queue forgot is put in again; of what others took the place of nothing is kept. */
  async round(): Promise<void> {
    for (const hiding of await this.hidings.forget()) await this.#clear(hiding);
    for (const { id, recordingId } of await this.hidings.all())
      await this.queue.enqueue(makeHiding, { recordingId, hidingId: id }, { priority: HIDING_PRIORITY });
  }

  async #judge(hiding: HidingRef, error: unknown, lastAttempt: boolean): Promise<void> {
    const verdict = verdictOn(error, lastAttempt);
    if (verdict.kind === 'tried_again') throw error;
    if (verdict.kind === 'waits') throw new TryLater(verdict.code, verdict.afterMs, { cause: error });
    this.log.warn({ ...hiding, err: error }, 'what an owner hides of a recording could not be made');
    await this.hidings.failed(hiding, verdict.code);
  }

  async #clear({ id, recordingId }: HidingRef): Promise<void> {
    await this.storage.deleteUnder(recordingId, objectNames.hiding(id));
  }
}
