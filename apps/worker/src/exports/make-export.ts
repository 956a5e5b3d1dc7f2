import { Inject, Injectable } from '@nestjs/common';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { makeExport } from '@lesblik/server/exports/export-jobs';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import { Problem } from '@lesblik/shared/problems';
import { type Clock, CLOCK, type Log, LOG } from '../base/tokens.ts';
import type { Try } from '../pipeline/outcome.ts';
import { watchProgress } from '../pipeline/progress-watch.ts';
import { ArchiveMaker } from './archive-maker.ts';
import { type Begun, ExportsRepository } from './exports.repository.ts';
import { Meter } from './meter.ts';

const BUSY_MS = 5_000;
const AGAIN_MS = 1_000;
const UNAVAILABLE_MS = 5_000;

/** Why an archive is no longer written: its owner wants none, or it has to begin anew. */
const ENDED = 'export_ended';
const AGAIN = 'export_again';

/**
 * Makes an archive, and says what became of it. Whatever happens but success, nothing of it stays. One at a time in this
 * worker: where it has more slots than one, the others stay free for films.
 */
@Injectable()
export class MakeExportHandler {
  #atWork = false;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly maker: ArchiveMaker,
    private readonly archives: ArchiveStorage,
    private readonly repository: ExportsRepository,
  ) {}

  readonly bound: BoundJob = bind(makeExport, async ({ payload: { exportId }, ...run }) => {
    if (this.#atWork) throw new TryLater('this worker writes another archive', BUSY_MS);
    this.#atWork = true;
    try {
      const begun = await this.repository.begin(exportId);
      if (begun === 'busy') throw new TryLater('another worker writes this archive', BUSY_MS);
      if (begun !== undefined) await this.#make(begun, run);
      return {};
    } finally {
      this.#atWork = false;
    }
  });

  async #make(of: Begun, run: Try): Promise<void> {
    if (run.gaveUp) return this.#fail(of, new Error('workers died of it'), 'export_failed');
    const meter = new Meter(() => this.clock.now());
    const stop = new AbortController();
    const signal = AbortSignal.any([run.signal, stop.signal]);
    const look = async () => {
      const wanted = await this.repository.advance(of, meter.progress);
      if (wanted !== 'goes_on') stop.abort(wanted === 'ended' ? ENDED : AGAIN);
    };
    const watch = watchProgress(look, (error) =>
      this.log.warn({ err: error, exportId: of.exportId }, 'progress could not be written'),
    );
    try {
      const archive = await this.maker.make(of, meter, signal);
      signal.throwIfAborted();
      if (await this.repository.finish(archive)) return;
      // Told by the last look, or between it and now.
      stop.abort((await this.repository.advance(of, meter.progress)) === 'ended' ? ENDED : AGAIN);
      throw new Error('something in it is no longer its owner’s to have');
    } catch (error) {
      await this.#judge(of, run, stop.signal, error);
    } finally {
      await watch.end();
    }
  }

  async #judge(of: Begun, run: Try, stopped: AbortSignal, error: unknown): Promise<void> {
    if (stopped.reason === ENDED) return this.#leave(of);
    if (stopped.reason === AGAIN) {
      await this.#leave(of);
      throw new TryLater('a lesson in it went, or access to one', AGAIN_MS, { cause: error });
    }
    const code = error instanceof Problem ? error.code : undefined;
    if (!run.signal.aborted && code === 'storage_full') return this.#fail(of, error, code);
    if (!run.signal.aborted && run.lastAttempt && code !== 'storage_unavailable')
      return this.#fail(of, error, 'export_failed');
    await this.#tryToLeave(of);
    if (code !== 'storage_unavailable' || run.signal.aborted) throw error;
    await this.repository.waits(of, code);
    throw new TryLater(code, UNAVAILABLE_MS, { cause: error });
  }

  async #fail(of: Begun, error: unknown, code: 'storage_full' | 'export_failed'): Promise<void> {
    this.log.warn({ err: error, exportId: of.exportId, code }, 'an archive could not be made');
    await this.repository.fail(of, code);
    await this.archives.erase(of.exportId);
    await this.repository.erased(of);
  }

  /** Nothing of this try stays, and another may take it up. */
  async #leave(of: Begun): Promise<void> {
    await this.archives.forget(of);
    await this.repository.letGo(of);
  }

  /** The next try, or the rounds, remove what cannot be removed now. */
  async #tryToLeave(of: Begun): Promise<void> {
    try {
      await this.#leave(of);
    } catch (error) {
      this.log.warn({ err: error, exportId: of.exportId }, 'rests of an archive are removed later');
    }
  }
}
