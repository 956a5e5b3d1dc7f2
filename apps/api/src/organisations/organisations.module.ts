import { Global, Module } from '@nestjs/common';
import { ClassListsModule } from '../class-lists/class-lists.module.ts';
import { InvitationsService } from './invitations.service.ts';
import { LogoService } from './logo.service.ts';
import { MembershipsService } from './memberships.service.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsRepository } from './organisations.repository.ts';
import { OrganisationsService } from './organisations.service.ts';

@Global()
@Module({
  imports: [ClassListsModule],
  controllers: [OrganisationsController],
  providers: [InvitationsService, LogoService, MembershipsService, OrganisationsRepository, OrganisationsService],
  exports: [MembershipsService, LogoService],
})
export class OrganisationsModule {}
