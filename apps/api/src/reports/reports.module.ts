import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { EvaluationService } from './evaluation.service.ts';
import { ReleasesService } from './releases.service.ts';
import { ReportsController } from './reports.controller.ts';
import { SuggestionsRepository } from './suggestions.repository.ts';
import { SuggestionsService } from './suggestions.service.ts';
import { VersionsRepository } from './versions.repository.ts';

@Module({
  imports: [TrajectoriesModule],
  controllers: [ReportsController],
  providers: [
    ...[EvaluationRepository, EvaluationService, SuggestionsRepository, SuggestionsService],
    ...[VersionsRepository, ReleasesService],
  ],
})
export class ReportsModule {}
