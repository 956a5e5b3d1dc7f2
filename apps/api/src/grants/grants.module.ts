import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { ClassListsModule } from '../class-lists/class-lists.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { GrantsController } from './grants.controller.ts';
import { GrantsRepository } from './grants.repository.ts';
import { GrantsService } from './grants.service.ts';

@Module({
  imports: [AuditLogModule, ClassListsModule, OrganisationsModule, RecordingAccessModule],
  controllers: [GrantsController],
  providers: [GrantsRepository, GrantsService],
  exports: [GrantsService],
})
export class GrantsModule {}
