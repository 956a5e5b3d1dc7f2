import { Module } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { DATABASE, LOG } from '../base/tokens.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { LeaseLocker } from './lease-locker.ts';
import { UploadsController } from './uploads.controller.ts';
import { UploadsRepository } from './uploads.repository.ts';
import { UploadsService } from './uploads.service.ts';

const locker = {
  provide: LeaseLocker,
  useFactory: (db: Database, notices: NoticeBus, log: Log) => new LeaseLocker(db, notices, log),
  inject: [DATABASE, NoticeBus, LOG],
};

@Module({
  imports: [AuditLogModule, IdentityModule, RecordingAccessModule],
  controllers: [UploadsController],
  providers: [UploadsRepository, UploadsService, locker],
  exports: [UploadsService],
})
export class UploadsModule {}
