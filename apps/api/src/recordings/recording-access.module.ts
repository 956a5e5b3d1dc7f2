import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { RecordingAccessRepository } from './recording-access.repository.ts';
import { RecordingAccessService } from './recording-access.service.ts';
import { WatchAccessService } from './watch-access.service.ts';

@Module({
  imports: [AuditLogModule],
  providers: [RecordingAccessRepository, RecordingAccessService, WatchAccessService],
  exports: [RecordingAccessService, WatchAccessService],
})
export class RecordingAccessModule {}
