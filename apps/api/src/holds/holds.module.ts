import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { HoldsController } from './holds.controller.ts';
import { HoldsRepository } from './holds.repository.ts';
import { HoldsService } from './holds.service.ts';

@Module({
  imports: [AuditLogModule],
  controllers: [HoldsController],
  providers: [HoldsRepository, HoldsService],
})
export class HoldsModule {}
