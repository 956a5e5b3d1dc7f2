/**
 * An API process that records a call and never ends, to be killed: `node mortal-call.ts <options as JSON>`, with the
 * API's settings as its environment. A take that runs goes on. Prints `mediasoup <pid>` for each mediasoup worker,
 * `sent <number> <when>` for what was sent on each track, and `ended <why>`.
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

const {
  roomId,
  teacher,
  coach,
  padding = 0,
} = JSON.parse(process.argv[2] ?? '') as {
  roomId: string;
  /** Bytes more in each packet. */
  padding?: number;
  teacher: { id: string; name: string };
  coach: { id: string; name: string };
};
const services = await openServices(loadConfig());
const app = await createApp(services);
await app.init();
const takes = app.get(TakesService, { strict: false });
const call = await MadeCall.join({ ...services, takes }, roomId);
const say = (what: string): void => void process.stdout.write(`${what}\n`);
takes.onChange(() => call.take?.ended && say(`ended ${call.take.ended}`));
call.enter(teacher, coach);
const produce = async () => [await call.microphone(teacher), await call.camera(teacher)];
let tracks = await produce();
await takes.resume(roomId);
if (call.take?.state !== 'running') await call.begin([teacher], [coach]);

/** As rooms do when a mediasoup worker died. */
const watch = (): void => {
  call.worker.once('died', () => {
    const gone = tracks;
    tracks = [];
    for (const { producer } of gone) takes.producerClosed(producer.id);
    const renew = async (): Promise<void> => {
      await call.renewRouter();
      watch();
      tracks = await produce();
    };
    void renew();
  });
  say(`mediasoup ${call.worker.pid}`);
};
watch();

let n = 0;
for await (const _ of setInterval(20)) {
  n += 1;
  const now = Date.now();
  for (const track of tracks) {
    if (!track.producer.closed) track.send(`#${n}.${now}.${'x'.repeat(padding)}`, { key: n % 50 === 1 });
  }
  if (tracks.length > 0) say(`sent ${n} ${now}`);
}
