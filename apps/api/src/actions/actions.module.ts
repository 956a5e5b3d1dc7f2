import { Module } from '@nestjs/common';
import { TalksModule } from '../talks/talks.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { ActionsController } from './actions.controller.ts';
import { ActionsRepository } from './actions.repository.ts';
import { ActionsService } from './actions.service.ts';

@Module({
  imports: [TalksModule, TrajectoriesModule],
  controllers: [ActionsController],
  providers: [ActionsRepository, ActionsService],
})
export class ActionsModule {}
