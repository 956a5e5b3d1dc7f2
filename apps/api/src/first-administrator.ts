/** Prints the one-time link of the first administrator, made anew; nothing once a school exists. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@lesblik/server/config';
import { BaseModule } from './base/base.module.ts';
import { openServices } from './base/services.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { IdentityService } from './identity/identity.service.ts';
import { Module } from '@nestjs/common';

const services = await openServices({ ...loadConfig(), logLevel: 'error' });

@Module({ imports: [BaseModule.for(services), IdentityModule] })
class FirstAdministratorModule {}

const context = await NestFactory.createApplicationContext(FirstAdministratorModule, { logger: ['error'] });
const link = await context.get(IdentityService).setupLink();
if (link !== undefined) process.stdout.write(`${link}\n`);
await context.close();
await services.shutdown.end();
