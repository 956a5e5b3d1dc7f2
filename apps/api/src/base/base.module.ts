import { type DynamicModule, Module } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Services } from './services.ts';
import { CLOCK, CONFIG, DATABASE, LOG, MAILER, POOL } from './tokens.ts';

/** Makes what the process holds open injectable everywhere. */
@Module({})
export class BaseModule {
  static for(services: Services): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: services.config },
      { provide: LOG, useValue: services.log },
      { provide: CLOCK, useValue: services.clock },
      { provide: DATABASE, useValue: services.db },
      { provide: POOL, useValue: services.pool },
      { provide: MAILER, useValue: services.mailer },
      { provide: NoticeBus, useValue: services.notices },
      { provide: JobQueue, useValue: services.jobs },
    ];
    return { module: BaseModule, global: true, providers, exports: providers };
  }
}
