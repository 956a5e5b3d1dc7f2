import { Global, Module } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import type { Mailer } from '@lesblik/server/mail/mailer';
import { authSecret } from '@lesblik/server/auth-secret';
import { CONFIG, DATABASE, LOG, MAILER } from '../base/tokens.ts';
import { AttemptsService } from './attempts.service.ts';
import { AuthController } from './auth.controller.ts';
import { AUTH } from './auth.token.ts';
import { createAuth } from './auth.ts';
import { EmailChangeController } from './email-change.controller.ts';
import { EmailChangeService } from './email-change.service.ts';
import { IdentityController } from './identity.controller.ts';
import { IdentityService } from './identity.service.ts';
import { KnownDevices } from './known-devices.ts';
import { PeopleService } from './people.service.ts';
import { SessionsService } from './sessions.service.ts';

@Global()
@Module({
  controllers: [AuthController, EmailChangeController, IdentityController],
  providers: [
    {
      provide: AUTH,
      inject: [CONFIG, DATABASE, MAILER, LOG],
      useFactory: async (config: Config, db: Database, mailer: Mailer, log: Log) =>
        createAuth({ db, mailer, log, secret: await authSecret(config.auth), publicUrl: config.http.publicUrl }),
    },
    {
      provide: KnownDevices,
      inject: [CONFIG],
      useFactory: async (config: Config) => new KnownDevices(await authSecret(config.auth), config.http.publicUrl),
    },
    AttemptsService,
    EmailChangeService,
    IdentityService,
    PeopleService,
    SessionsService,
  ],
  exports: [AttemptsService, IdentityService, PeopleService, SessionsService],
})
export class IdentityModule {}
