import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { TakeEndsService } from './take-ends.service.ts';
import { TakeEventsService } from './take-events.service.ts';
import { TakesRepository } from './takes.repository.ts';
import { TakesService } from './takes.service.ts';

@Module({
  imports: [AuditLogModule, RecordingAccessModule, RecordingsModule],
  providers: [TakesRepository, TakeEndsService, TakeEventsService, TakesService],
  exports: [TakesService],
})
export class TakesModule {}
