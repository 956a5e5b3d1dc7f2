import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { MediaPlaneModule } from '../rooms/media/media-plane.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { ChecksService } from './checks.service.ts';
import { HealthController } from './health.controller.ts';
import { MediaWorkers } from './media-workers.ts';
import { MetricsService } from './metrics.service.ts';
import { ReadinessService } from './readiness.service.ts';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), MediaPlaneModule, RoomsModule],
  controllers: [HealthController],
  providers: [ChecksService, MediaWorkers, MetricsService, ReadinessService],
})
export class HealthModule {}
