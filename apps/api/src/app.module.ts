import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { BaseModule } from './base/base.module.ts';
import type { Services } from './base/services.ts';
import { CostGuard } from './http/cost.guard.ts';
import { ContractInterceptor } from './http/contract.interceptor.ts';
import { Lines } from './http/lines.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ActionsModule } from './actions/actions.module.ts';
import { LogReadingModule } from './audit-log/log-reading.module.ts';
import { CalendarModule } from './calendar/calendar.module.ts';
import { DeletionsModule } from './deletions/deletions.module.ts';
import { ErasureModule } from './erasure/erasure.module.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { GrantsModule } from './grants/grants.module.ts';
import { HidingModule } from './hiding/hiding.module.ts';
import { ClassListsModule } from './class-lists/class-lists.module.ts';
import { CoachChangesModule } from './coach-changes/coach-changes.module.ts';
import { CommentsModule } from './comments/comments.module.ts';
import { GoalsModule } from './goals/goals.module.ts';
import { HealthModule } from './health/health.module.ts';
import { HoldsModule } from './holds/holds.module.ts';
import { HomeModule } from './home/home.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { RecordingsModule } from './recordings/recordings.module.ts';
import { UploadsModule } from './uploads/uploads.module.ts';
import { RoomsModule } from './rooms/rooms.module.ts';
import { SessionGuard } from './identity/session.guard.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { OpenApiModule } from './openapi/openapi.module.ts';
import { OrganisationsModule } from './organisations/organisations.module.ts';
import { ReportsModule } from './reports/reports.module.ts';
import { RequestsModule } from './requests/requests.module.ts';
import { ReviewModule } from './review/review.module.ts';
import { SealsModule } from './seals/seals.module.ts';
import { TakesModule } from './takes/takes.module.ts';
import { TalksModule } from './talks/talks.module.ts';
import { TemplatesModule } from './templates/templates.module.ts';
import { TrajectoriesModule } from './trajectories/trajectories.module.ts';

@Module({})
export class AppModule {
  static for(services: Services): DynamicModule {
    return {
      module: AppModule,
      imports: [
        BaseModule.for(services),
        IdentityModule,
        OrganisationsModule,
        TrajectoriesModule,
        RequestsModule,
        CoachChangesModule,
        TemplatesModule,
        GoalsModule,
        CommentsModule,
        SealsModule,
        ReviewModule,
        RoomsModule,
        HomeModule,
        HealthModule,
        OpenApiModule,
        RecordingsModule,
        UploadsModule,
        GrantsModule,
        HidingModule,
        ClassListsModule,
        LogReadingModule,
        TakesModule,
        TalksModule,
        ActionsModule,
        CalendarModule,
        NotificationsModule,
        ExportsModule,
        DeletionsModule,
        HoldsModule,
        ErasureModule,
        ReportsModule,
      ],
      providers: [
        Lines,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: SessionGuard },
        // After it: whose request it is, is known by then.
        { provide: APP_GUARD, useClass: CostGuard },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
      ],
    };
  }
}
