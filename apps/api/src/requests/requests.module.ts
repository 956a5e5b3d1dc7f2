import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { RequestsController } from './requests.controller.ts';
import { RequestsRepository } from './requests.repository.ts';
import { RequestsService } from './requests.service.ts';

@Module({
  imports: [OrganisationsModule, TrajectoriesModule],
  controllers: [RequestsController],
  providers: [RequestsRepository, RequestsService],
})
export class RequestsModule {}
