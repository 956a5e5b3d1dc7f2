import { type DynamicModule, Module } from '@nestjs/common';
import { DeletionJournal } from '@lesblik/server/deletion/journal';
import { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Heartbeat } from './base/heartbeat.ts';
import { Lane } from './base/lane.ts';
import { Scratch } from './base/scratch.ts';
import type { Services } from './base/services.ts';
import { CLOCK, CONFIG, DATABASE, FFMPEG, LOG, MAILER } from './base/tokens.ts';
import { Deletion } from './deletion/deletion.ts';
import { DeletionsRepository } from './deletion/deletions.repository.ts';
import { DeletionHandlers } from './deletion/handlers.ts';
import { DeletedComments } from './comments/deleted-comments.ts';
import { OldSignIns } from './identity/old-sign-ins.ts';
import { Retention } from './deletion/retention.ts';
import { ArchiveMaker } from './exports/archive-maker.ts';
import { ExportEnds } from './exports/export-ends.ts';
import { ExportsRepository } from './exports/exports.repository.ts';
import { Films } from './exports/films.ts';
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
import { LettersRepository } from './notifications/letters.repository.ts';
import { ClassLists } from './notifications/class-lists.ts';
import { OverdueActions } from './notifications/overdue.ts';
import { Reminders } from './notifications/reminders.ts';
import { ClearAway } from './pipeline/clear-away.ts';
import { CutMaker } from './pipeline/cut-maker.ts';
import { CutsRepository } from './pipeline/cuts.repository.ts';
import { FilmLibrary } from './pipeline/film-library.ts';
import { HidingMaker } from './pipeline/hiding-maker.ts';
import { HidingsRepository } from './pipeline/hidings.repository.ts';
import { MediaRepository } from './pipeline/media.repository.ts';
import { Outcome } from './pipeline/outcome.ts';
import { Pieces } from './pipeline/pieces.ts';
import { StepQueue } from './pipeline/step-queue.ts';
import { StepsRepository } from './pipeline/steps.repository.ts';
import { StepRunner } from './pipeline/step-runner.ts';
import { Watchman } from './pipeline/watchman.ts';
import { TakeStorage } from './takes/take-storage.ts';
import { TakesRepository } from './takes/takes.repository.ts';
import { WorkerLoop } from './worker-loop.ts';

@Module({})
export class WorkerModule {
  static for(services: Services): DynamicModule {
    const { db, queue, notices, clock } = services;
    return {
      module: WorkerModule,
      providers: [
        { provide: CONFIG, useValue: services.config },
        { provide: LOG, useValue: services.log },
        { provide: CLOCK, useValue: services.clock },
        { provide: DATABASE, useValue: db },
        { provide: FFMPEG, useValue: services.ffmpeg },
        { provide: MAILER, useValue: services.mailer },
        { provide: JobQueue, useValue: queue },
        { provide: NoticeBus, useValue: notices },
        { provide: Teller, useValue: new Teller(notices, services.clock) },
        { provide: EncryptedStorage, useValue: services.storage },
        { provide: Scratch, useValue: services.scratch },
        { provide: Lane, useValue: services.lane },
        { provide: MediaWork, useValue: new MediaWork(db, queue, notices) },
        { provide: ExportWork, useValue: new ExportWork(db, queue, notices, clock) },
        { provide: ArchiveStorage, useValue: services.archives },
        { provide: DeletionJournal, useValue: services.journal },
        { provide: SigningKeys, useValue: services.signing },
        ...[MediaRepository, StepsRepository, FilmLibrary, StepQueue, Outcome, ClearAway, Pieces, StepRunner, Watchman],
        ...[CutsRepository, CutMaker, MakeCutHandler, HidingsRepository, HidingMaker, MakeHidingHandler],
        ...[ProbeFilmHandler, MakePieceHandler, PictureHandlers, ChoreHandlers, EndHandlers],
        ...[DeletionsRepository, Deletion, DeletionHandlers, DeletedComments, OldSignIns, Retention],
        ...[TakesRepository, TakeStorage, ComposeTakeHandler],
        ...[LettersRepository, Letters, Reminders, OverdueActions, ClassLists],
        ...[ExportsRepository, ExportEnds, Films, ArchiveMaker, MakeExportHandler],
        Heartbeat,
        WorkerLoop,
      ],
    };
  }
}
