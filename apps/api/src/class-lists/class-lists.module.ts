import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.ts';
import { RecordingAccessModule } from '../recordings/recording-access.module.ts';
import { BarredGrantsService } from './barred-grants.service.ts';
import { ClassListsController } from './class-lists.controller.ts';
import { ClassListsRepository } from './class-lists.repository.ts';
import { ClassListsService } from './class-lists.service.ts';
import { ClosuresRepository } from './closures.repository.ts';
import { ClosuresService } from './closures.service.ts';
import { LessonConsentController } from './lesson-consent.controller.ts';
import { LessonConsentRepository } from './lesson-consent.repository.ts';
import { LessonConsentService } from './lesson-consent.service.ts';
import { PupilsRepository } from './pupils.repository.ts';
import { PupilsService } from './pupils.service.ts';
import { UseWatch } from './use-watch.ts';

@Module({
  imports: [AuditLogModule, RecordingAccessModule],
  controllers: [ClassListsController, LessonConsentController],
  providers: [
    ...[ClassListsRepository, ClassListsService, PupilsRepository, PupilsService],
    ...[LessonConsentRepository, LessonConsentService, BarredGrantsService, UseWatch],
    ...[ClosuresRepository, ClosuresService],
  ],
  exports: [LessonConsentService, BarredGrantsService, UseWatch],
})
export class ClassListsModule {}
