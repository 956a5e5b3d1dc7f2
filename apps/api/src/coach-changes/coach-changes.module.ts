import { Module } from '@nestjs/common';
import { GrantsModule } from '../grants/grants.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { CoachChangesController } from './coach-changes.controller.ts';
import { CoachChangesRepository } from './coach-changes.repository.ts';
import { CoachChangesService } from './coach-changes.service.ts';

@Module({
  imports: [GrantsModule, RoomsModule, TrajectoriesModule],
  controllers: [CoachChangesController],
  providers: [CoachChangesRepository, CoachChangesService],
})
export class CoachChangesModule {}
