import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { ClassListsModule } from '../class-lists/class-lists.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { UploadsModule } from '../uploads/uploads.module.ts';
import { CallRecordingsService } from './call-recordings.service.ts';
import { DownloadController } from './download.controller.ts';
import { DownloadService } from './download.service.ts';
import { PlaybackController } from './playback.controller.ts';
import { PlaybackService } from './playback.service.ts';
import { RecordingAccessModule } from './recording-access.module.ts';
import { RecordingsController } from './recordings.controller.ts';
import { RecordingsRepository } from './recordings.repository.ts';
import { RecordingsService } from './recordings.service.ts';
import { RenditionsRepository } from './renditions.repository.ts';
import { SittingsRepository } from './sittings.repository.ts';
import { SittingsService } from './sittings.service.ts';

@Module({
  imports: [AuditLogModule, ClassListsModule, OrganisationsModule, RecordingAccessModule, UploadsModule],
  controllers: [RecordingsController, PlaybackController, DownloadController],
  providers: [
    ...[RecordingsRepository, RecordingsService, SittingsRepository, SittingsService],
    ...[RenditionsRepository, PlaybackService, DownloadService, CallRecordingsService],
  ],
  exports: [SittingsService, CallRecordingsService, PlaybackService],
})
export class RecordingsModule {}
