import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { eraseExport, makeExport } from '@lesblik/server/exports/export-jobs';
import { queueConnection } from '@lesblik/server/jobs/backend';
import { JobRunner } from '@lesblik/server/jobs/job-runner';
import { mediaJobs } from '@lesblik/server/media/media-jobs';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { mailNotifications } from '@lesblik/server/notifications/notification-jobs';
import { Heartbeat } from './base/heartbeat.ts';
import { slotsFor } from './base/slots.ts';
import { CONFIG, type Config, type Log, LOG } from './base/tokens.ts';
import { DeletionHandlers } from './deletion/handlers.ts';
import { ExportEnds } from './exports/export-ends.ts';
import { MakeExportHandler } from './exports/make-export.ts';
import { ChoreHandlers } from './handlers/chores.ts';
import { ComposeTakeHandler } from './handlers/compose-take.ts';
import { EndHandlers } from './handlers/ends.ts';
import { MakeCutHandler } from './handlers/make-cut.ts';
import { MakeHidingHandler } from './handlers/make-hiding.ts';
import { MakePieceHandler } from './handlers/make-piece.ts';
import { PictureHandlers } from './handlers/picture.ts';
import { ProbeFilmHandler } from './handlers/probe-film.ts';
import { Letters } from './notifications/letters.ts';
import { STOPPED } from './pipeline/outcome.ts';
import { Watchman } from './pipeline/watchman.ts';

/** Two people may wait at once while one film is examined or copied. */
const VIEW_SLOTS = 3;
const CHORE_SLOTS = 2;

/** Jobs of one recording that end when it is stopped; what clears it away goes on. */
const endless: readonly string[] = ['clean-up-recording', 'delete-recording', 'certify-deletion'];

/** Takes jobs from the queues until it is stopped. */
@Injectable()
export class WorkerLoop {
  readonly #runner: JobRunner;
  readonly #forget: () => void;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOG) log: Log,
    notices: NoticeBus,
    private readonly watchman: Watchman,
    private readonly heartbeat: Heartbeat,
    probe: ProbeFilmHandler,
    piece: MakePieceHandler,
    cut: MakeCutHandler,
    hiding: MakeHidingHandler,
    picture: PictureHandlers,
    chores: ChoreHandlers,
    ends: EndHandlers,
    deletions: DeletionHandlers,
    composeTake: ComposeTakeHandler,
    private readonly letters: Letters,
    exports: MakeExportHandler,
    exportEnds: ExportEnds,
  ) {
    const { concurrency, threads } = config.worker;
    this.#runner = new JobRunner({
      connection: queueConnection(config),
      log,
      lockMs: config.worker.lockMs,
      definitions: [...mediaJobs, mailNotifications, makeExport, eraseExport],
      handlers: [
        ...[probe.bound, piece.bound, cut.bound, hiding.bound, picture.chunk, picture.copy],
        ...[chores.hash, chores.sound, chores.measure, chores.poster, chores.thumbnails],
        ...[ends.complete, ends.cleanUp, deletions.remove, deletions.certify, composeTake.bound],
        ...[letters.bound, exports.bound, exportEnds.erase],
      ],
      concurrency: {
        media: slotsFor(concurrency, threads, availableParallelism()).pieces,
        view: VIEW_SLOTS,
        chores: CHORE_SLOTS,
      },
    });
    this.#forget = notices.subscribe((notice) => {
      if (notice.kind === 'recording_stopped') this.#stopRecording(notice.recordingId);
      if (notice.kind === 'notified') letters.soon();
    });
  }

  async start(): Promise<void> {
    await this.watchman.start();
    await this.#runner.start();
    this.heartbeat.start();
  }

  async stop(): Promise<void> {
    this.#forget();
    this.letters.stop();
    this.heartbeat.stop();
    await this.watchman.stop();
    await this.#runner.close();
  }

  #stopRecording(recordingId: string): void {
    const ofIt = (payload: unknown) =>
      typeof payload === 'object' &&
      payload !== null &&
      'recordingId' in payload &&
      payload.recordingId === recordingId;
    this.#runner.abort((job, payload) => !endless.includes(job) && ofIt(payload), STOPPED);
  }
}
