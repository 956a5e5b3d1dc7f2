import { until } from '../../support/until.ts';
import { CallSchool } from '../support/call-school.ts';
import { childrenOf, opened, residentBytes } from '../support/process-figures.ts';
import { type Figure, megabytes, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const ROOMS = 100;
/** As many as one person may be in. */
const AT_ONCE = 4;
/** A process that did nothing yet grows with its first calls, whatever they leave. */
const FIRST = 40;
const CALM_MS = 20_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A call with its transports, left by both and ended. */
async function makeAndLeave(calls: CallSchool): Promise<void> {
  const { roomId, pages } = await calls.call();
  for (const page of pages)
    for (const direction of ['send', 'receive'] as const) await page.ask('room:transport', { direction, tcp: false });
  for (const page of pages) {
    await page.ask('room:leave', {});
    page.close();
  }
  await calls.end(roomId);
}

async function many(calls: CallSchool, count: number): Promise<void> {
  for (let made = 0; made < count; made += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => makeAndLeave(calls)));
}

export const callRooms: Row = {
  name: 'call-rooms',
  async run(): Promise<Figure[]> {
    const school = await School.open({ MEDIASOUP_WORKERS: '1' });
    try {
      await school.product.kill('worker');
      const calls = await CallSchool.of(school);
      const api = school.product.pid('api');
      const [worker = 0] = await childrenOf(api, 'mediasoup-worker');
      const metrics = async () => {
        const text = await (await fetch(`${school.product.url}/api/metrics`)).text();
        return /^lesblik_room_transports (\d+)$/m.exec(text)?.[1];
      };
      const held = async () => ({
        transports: Number(await metrics()),
        sockets: (await Promise.all([api, worker].map(opened))).flat().filter((name) => name.startsWith('socket'))
          .length,
        files: (await Promise.all([api, worker].map(opened))).flat().filter((name) => name.startsWith('/')).length,
        processes: (await childrenOf(api, 'mediasoup-worker')).length,
      });
      const memory = async () => (await residentBytes(api)) + (await residentBytes(worker));
      await many(calls, FIRST);
      await wait(CALM_MS);
      const [before, bytesBefore] = [await held(), await memory()];
      await many(calls, ROOMS);
      await until(async () => (await held()).transports === 0, 40_000, 'no transport left');
      await wait(CALM_MS);
      const [after, bytesAfter] = [await held(), await memory()];
      const growth = bytesAfter / bytesBefore - 1;
      const left = Object.entries(after).flatMap(([what, count]) =>
        count > before[what as keyof typeof before] ? [`${count - before[what as keyof typeof before]} ${what}`] : [],
      );
      return [
        {
          what: `${ROOMS} calls made and left: memory of API and mediasoup worker`,
          against: `${megabytes(bytesBefore)} after ${FIRST} calls`,
          measured: `${growth < 0 ? '−' : '+'}${Math.abs(growth * 100).toFixed(1)} % (${megabytes(bytesAfter)})`,
          reach: 'within 10 %',
          reached: growth <= 0.1,
          numbers: { bytesBefore, bytesAfter },
        },
        {
          what: 'transports, sockets, files and processes they leave',
          against: '–',
          measured: left.length === 0 ? 'none' : left.join(', '),
          reach: 'none',
          reached: left.length === 0,
          numbers: {
            transports: after.transports,
            sockets: after.sockets - before.sockets,
            files: after.files - before.files,
          },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
