import { type DynamicModule, Module } from '@nestjs/common';
import { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { EncryptedUploads } from '@lesblik/server/storage/uploads';
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
      { provide: Teller, useValue: new Teller(services.notices, services.clock) },
      { provide: JobQueue, useValue: services.jobs },
      { provide: MediaWork, useValue: services.work },
      { provide: ExportWork, useValue: services.exports },
      { provide: KeyStore, useValue: services.keys },
      { provide: EncryptedStorage, useValue: services.storage },
      { provide: EncryptedUploads, useValue: services.uploads },
      { provide: ArchiveStorage, useValue: services.archives },
      { provide: SigningKeys, useValue: services.signing },
    ];
    return { module: BaseModule, global: true, providers, exports: providers };
  }
}
