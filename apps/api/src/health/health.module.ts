import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { MediaPlaneModule } from '../rooms/media/media-plane.module.ts';
import { ChecksService } from './checks.service.ts';
import { HealthController } from './health.controller.ts';
import { MetricsService } from './metrics.service.ts';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), MediaPlaneModule],
  controllers: [HealthController],
  providers: [ChecksService, MetricsService],
})
export class HealthModule {}
