import { Module } from '@nestjs/common';
import { TrajectoriesController } from './trajectories.controller.ts';
import { TrajectoriesRepository } from './trajectories.repository.ts';
import { TrajectoriesService } from './trajectories.service.ts';

@Module({
  controllers: [TrajectoriesController],
  providers: [TrajectoriesRepository, TrajectoriesService],
  exports: [TrajectoriesService],
})
export class TrajectoriesModule {}
