import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { GoalsController } from './goals.controller.ts';
import { GoalsRepository } from './goals.repository.ts';
import { GoalsService } from './goals.service.ts';
import { ProposalsRepository } from './proposals.repository.ts';
import { ProposalsService } from './proposals.service.ts';

@Module({
  imports: [TrajectoriesModule],
  controllers: [GoalsController],
  providers: [GoalsRepository, GoalsService, ProposalsRepository, ProposalsService],
})
export class GoalsModule {}
