import { Module } from '@nestjs/common';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { AuditLogRepository } from './audit-log.repository.ts';
import { LogReadingController } from './log-reading.controller.ts';
import { LogReadingService } from './log-reading.service.ts';

/** Apart from the module that writes: reading asks whose recording it is, which itself writes refusals. */
@Module({
  imports: [RecordingAccessModule, RecordingsModule],
  controllers: [LogReadingController],
  providers: [AuditLogRepository, LogReadingService],
})
export class LogReadingModule {}
