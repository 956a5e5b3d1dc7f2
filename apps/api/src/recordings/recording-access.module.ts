import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { CutsService } from './cuts.service.ts';
import { LessonNews } from './lesson-news.ts';
import { RecordingAccessRepository } from './recording-access.repository.ts';
import { RecordingAccessService } from './recording-access.service.ts';
import { WatchAccessService } from './watch-access.service.ts';

@Module({
  imports: [AuditLogModule, TrajectoriesModule],
  providers: [CutsService, LessonNews, RecordingAccessRepository, RecordingAccessService, WatchAccessService],
  exports: [CutsService, LessonNews, RecordingAccessService, WatchAccessService],
})
export class RecordingAccessModule {}
