import { Module } from '@nestjs/common';
import { AuditLogService } from './audit-log.service.ts';
import { LogChainService } from './log-chain.service.ts';

@Module({ providers: [AuditLogService, LogChainService], exports: [AuditLogService] })
export class AuditLogModule {}
