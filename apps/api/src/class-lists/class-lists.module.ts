import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { ClassListsController } from './class-lists.controller.ts';
import { ClassListsRepository } from './class-lists.repository.ts';
import { ClassListsService } from './class-lists.service.ts';
import { PupilsRepository } from './pupils.repository.ts';
import { PupilsService } from './pupils.service.ts';

@Module({
  imports: [OrganisationsModule],
  controllers: [ClassListsController],
  providers: [ClassListsRepository, ClassListsService, PupilsRepository, PupilsService],
})
export class ClassListsModule {}
