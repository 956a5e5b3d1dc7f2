import { Module } from '@nestjs/common';
import { TalksModule } from '../talks/talks.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { GoalsController } from './goals.controller.ts';
import { GoalsRepository } from './goals.repository.ts';
import { GoalsService } from './goals.service.ts';
import { ProposalsRepository } from './proposals.repository.ts';
import { ProposalsService } from './proposals.service.ts';
import { RatingsRepository } from './ratings.repository.ts';
import { RatingsService } from './ratings.service.ts';
import { ThreadRepository } from './thread.repository.ts';

@Module({
  imports: [TalksModule, TrajectoriesModule],
  controllers: [GoalsController],
  providers: [
    ...[GoalsRepository, GoalsService, ProposalsRepository, ProposalsService],
    ...[RatingsRepository, RatingsService, ThreadRepository],
  ],
})
export class GoalsModule {}
