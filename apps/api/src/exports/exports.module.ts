import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { ArchiveDownloadController } from './archive-download.controller.ts';
import { ArchiveDownloadService } from './archive-download.service.ts';
import { ExportsController } from './exports.controller.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';
import { StandingWatch } from './standing-watch.ts';

@Module({
  imports: [AuditLogModule],
  controllers: [ExportsController, ArchiveDownloadController],
  providers: [ExportsRepository, ExportsService, ArchiveDownloadService, StandingWatch],
})
export class ExportsModule {}
