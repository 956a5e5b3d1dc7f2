/**
 * An API process that records a call and never ends, to be killed: `node mortal-call.ts <options as JSON>`, with the
 * API's settings as its environment. Prints a line for each thing that was sent: its number and when.
 */
import 'reflect-metadata';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { MadeCall } from './made-call.ts';

const dist = (path: string) => join(import.meta.dirname, '../../apps/api/dist', path);
const { createApp } = (await import(dist('app.js'))) as typeof import('../../apps/api/src/app.ts');
const { openServices } = (await import(
  dist('base/services.js')
)) as typeof import('../../apps/api/src/base/services.ts');
const { TakesService } = (await import(
  dist('takes/takes.service.js')
)) as typeof import('../../apps/api/src/takes/takes.service.ts');
const { loadConfig } = await import('@lesblik/server/config');

const { roomId, teacher, coach } = JSON.parse(process.argv[2] ?? '') as {
  roomId: string;
  teacher: { id: string; name: string };
  coach: { id: string; name: string };
};
const services = await openServices(loadConfig());
const app = await createApp(services);
await app.init();
const call = await MadeCall.join({ ...services, takes: app.get(TakesService, { strict: false }) }, roomId);
call.enter(teacher, coach);
const tracks = [await call.microphone(teacher), await call.camera(teacher)];
const takeId = await call.ask(coach);
await call.answer(takeId, coach, 'no');
await call.answer(takeId, teacher, 'yes');
let n = 0;
for await (const _ of setInterval(20)) {
  n += 1;
  const now = Date.now();
  for (const track of tracks) track.send(`#${n}.${now}.`, { key: n % 50 === 1 });
  process.stdout.write(`${n} ${now}\n`);
}
