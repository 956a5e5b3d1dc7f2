import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { RecordingsModule } from '../recordings/recordings.module.ts';
import { HidingController } from './hiding.controller.ts';
import { HidingRepository } from './hiding.repository.ts';
import { HidingService } from './hiding.service.ts';

@Module({
  imports: [AuditLogModule, GrantsModule, RecordingAccessModule, RecordingsModule],
  controllers: [HidingController],
  providers: [HidingRepository, HidingService],
})
export class HidingModule {}
