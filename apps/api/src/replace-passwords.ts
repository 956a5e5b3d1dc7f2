/** Gives the accounts that are named another password: the first line of stdin, before the API runs. */
import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@lesblik/server/config';
import { BaseModule } from './base/base.module.ts';
import { openServices } from './base/services.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { PeopleService } from './identity/people.service.ts';

const services = await openServices({ ...loadConfig(), logLevel: 'error' });

@Module({ imports: [BaseModule.for(services), IdentityModule] })
class ReplacePasswordsModule {}

const [password = '', ...addresses] = (await text(process.stdin)).trim().split('\n');
const context = await NestFactory.createApplicationContext(ReplacePasswordsModule, { logger: ['error'] });
for (const address of addresses) await context.get(PeopleService).replacePassword(address, password);
await context.close();
await services.shutdown.end();
