/**
 * A media worker that carries out one order to delete, and stands still at a named point, to be killed:
 * `node mortal-deletion.ts <recording> <point>`, with the worker's settings as its environment. Without a point it goes to
 * the end. Prints `at <point>` or `done`.
 */
import 'reflect-metadata';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { FaultPoint } from './fault-points.ts';

const dist = (path: string) => join(import.meta.dirname, '../../apps/worker/dist', path);
const { openServices } = (await import(
  dist('base/services.js')
)) as typeof import('../../apps/worker/src/base/services.ts');
const { WorkerModule } = (await import(
  dist('worker.module.js')
)) as typeof import('../../apps/worker/src/worker.module.ts');
const { Deletion } = (await import(
  dist('deletion/deletion.js')
)) as typeof import('../../apps/worker/src/deletion/deletion.ts');
const { DeletionsRepository } = (await import(
  dist('deletion/deletions.repository.js')
)) as typeof import('../../apps/worker/src/deletion/deletions.repository.ts');
const { loadConfig } = await import('@lesblik/server/config');

const [recordingId = '', point] = process.argv.slice(2) as [string?, FaultPoint?];
const services = await openServices(loadConfig());
const context = await NestFactory.createApplicationContext(WorkerModule.for(services), { logger: ['error'] });
const repository = context.get(DeletionsRepository);

const standAt = async (here: FaultPoint): Promise<void> => {
  if (here !== point) return;
  process.stdout.write(`at ${here}\n`);
  await new Promise<never>((resolve) => setTimeout(resolve, 600_000));
};

const write = services.journal.write.bind(services.journal);
services.journal.write = async (entry) => {
  if (entry.certificate === null) await standAt('before the journal');
  await write(entry);
};
const note = repository.note.bind(repository);
repository.note = async (id, step) => {
  await standAt(`${step} not noted`);
  await note(id, step);
};
let batches = 0;
const record = repository.record.bind(repository);
repository.record = async (id, found) => {
  batches += 1;
  if (batches === 2) await standAt('some erased');
  await record(id, found);
  if (batches === 2) await standAt('some recorded');
};
const certified = repository.certified.bind(repository);
repository.certified = async (id, certificate) => {
  await standAt('signed');
  await certified(id, certificate);
};

const deletion = context.get(Deletion);
await deletion.carryOut(recordingId);
await standAt('not certified');
await deletion.certify(recordingId);
process.stdout.write('done\n');
await context.close();
await services.shutdown.end();
process.exit();
