import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import { makeCut } from '@lesblik/server/media/media-jobs';
import { publishRecording } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { type Clock, CLOCK, type Database, DATABASE, type Log, LOG } from '../base/tokens.ts';
import { CutMaker } from '../pipeline/cut-maker.ts';
import { type Cut, CutsRepository } from '../pipeline/cuts.repository.ts';
import { STOPPED } from '../pipeline/outcome.ts';
import { verdictOn } from '../pipeline/verdict.ts';
import { JobQueue } from '@lesblik/server/jobs/job-queue';

/** Parts of recordings that somebody is shown: made, and cleared away when nobody is any more. */
@Injectable()
export class MakeCutHandler {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly cuts: CutsRepository,
    private readonly maker: CutMaker,
    private readonly storage: EncryptedStorage,
    private readonly queue: JobQueue,
    private readonly notices: NoticeBus,
  ) {}

  readonly bound: BoundJob = bind(makeCut, async ({ payload: { recordingId, cutId }, signal, lastAttempt, gaveUp }) => {
    const cut = { id: cutId, recordingId };
    const order = await this.cuts.open(cut);
    if (order === undefined) return {};
    if (gaveUp) {
      await this.cuts.failed(cut, 'film_stops_worker');
      return {};
    }
    try {
      await this.maker.make(cut, order, signal);
      if (await this.cuts.made(cut)) await this.#tell(recordingId);
      else await this.#clear(cut);
    } catch (error) {
      if (signal.aborted) {
        if (signal.reason === STOPPED) return {};
        throw error;
      }
      await this.#judge(cut, error, lastAttempt);
    }
    return {};
  });

  /** What a queue forgot is put in again; of what nobody is shown any more nothing is kept. */
  async round(): Promise<void> {
    const now = new Date(this.clock.now());
    await this.cuts.want(now);
    for (const cut of await this.cuts.forget(now)) await this.#clear(cut);
    for (const { id, recordingId } of await this.cuts.all())
      await this.queue.enqueue(makeCut, { recordingId, cutId: id }, { priority: 2 });
  }

  async #judge(cut: Cut, error: unknown, lastAttempt: boolean): Promise<void> {
    const verdict = verdictOn(error, lastAttempt);
    if (verdict.kind === 'tried_again') throw error;
    if (verdict.kind === 'waits') throw new TryLater(verdict.code, verdict.afterMs, { cause: error });
    this.log.warn(
      { recordingId: cut.recordingId, cutId: cut.id, err: error },
      'a part of a recording could not be made',
    );
    await this.cuts.failed(cut, verdict.code);
    await this.#tell(cut.recordingId);
  }

  async #clear({ id, recordingId }: Cut): Promise<void> {
    await this.storage.deleteUnder(recordingId, objectNames.cut(id));
  }

  /** Whoever is shown it reads the recording again, and loads its playlists. */
  async #tell(recordingId: string): Promise<void> {
    await publishRecording(this.db, this.notices, recordingId);
    await this.notices.publish({ kind: 'rendition_added', recordingId, name: 'cut' });
  }
}
