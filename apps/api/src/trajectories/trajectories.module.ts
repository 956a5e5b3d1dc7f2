import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { AgreementsController } from './agreements.controller.ts';
import { AgreementsRepository } from './agreements.repository.ts';
import { AgreementsService } from './agreements.service.ts';
import { ContactsRepository } from './contacts.repository.ts';
import { ContactsService } from './contacts.service.ts';
import { TrajectoryNews } from './live/trajectory-news.ts';
import { TrajectoryGateway } from './live/trajectory.gateway.ts';
import { LessonTerms } from './lesson-terms.ts';
import { OverviewRepository } from './overview.repository.ts';
import { OverviewService } from './overview.service.ts';
import { StepsRepository } from './steps.repository.ts';
import { StepsService } from './steps.service.ts';
import { TrajectoriesController } from './trajectories.controller.ts';
import { TrajectoriesRepository } from './trajectories.repository.ts';
import { TrajectoriesService } from './trajectories.service.ts';
import { TurnsRepository } from './turns.repository.ts';
import { TurnsService } from './turns.service.ts';

@Module({
  imports: [AuditLogModule],
  controllers: [TrajectoriesController, AgreementsController],
  providers: [
    ...[TrajectoriesRepository, TrajectoriesService, StepsRepository, StepsService, LessonTerms],
    ...[ContactsRepository, ContactsService, AgreementsRepository, AgreementsService],
    ...[OverviewRepository, OverviewService, TrajectoryNews, TrajectoryGateway, TurnsRepository, TurnsService],
  ],
  exports: [TrajectoriesService, StepsService, AgreementsService, TrajectoryNews, TurnsService],
})
export class TrajectoriesModule {}
