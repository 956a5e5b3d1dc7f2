import { Module } from '@nestjs/common';
import { AuditLogService } from './audit-log.service.ts';

@Module({ providers: [AuditLogService], exports: [AuditLogService] })
export class AuditLogModule {}
