import { NestFactory } from '@nestjs/core';
import type { Services } from './base/services.ts';
import { WorkerLoop } from './worker-loop.ts';
import { WorkerModule } from './worker.module.ts';

/** A media worker at work on the given services; their `shutdown` ends it. */
export async function startWorker(services: Services): Promise<void> {
  const context = await NestFactory.createApplicationContext(WorkerModule.for(services), { logger: ['error', 'warn'] });
  services.shutdown.add('context', () => context.close());
  const loop = context.get(WorkerLoop);
  services.shutdown.add('jobs', () => loop.stop());
  await loop.start();
}
