import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allRoutes } from '@lesblik/shared/routes';
import fc from 'fast-check';
import { type ApiProcess, apiProcess } from '../support/api-process.ts';
import { keepPeople } from '../support/keep-people.ts';
import { type Judged, judged } from '../support/fuzz/judged.ts';
import { messagesOf, wrongWith } from '../support/fuzz/messages.ts';
import { idsOf, requestsOf, type Wire } from '../support/fuzz/requests.ts';
import { backTo, heapOf, type Standing, standingOf } from '../support/fuzz/standing.ts';
import type { Row } from '../support/matrix/answers.ts';
import { eventRows } from '../support/matrix/event-rows.ts';
import { Live } from '../support/matrix/live.ts';
import { matrix } from '../support/matrix/rows.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';
import { setScene } from '../support/scene.ts';

/** Repeats a run: FUZZ_SEED as it was printed; FUZZ_ONLY for one route or message alone, such as goals.add. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const only = process.env['FUZZ_ONLY'];
const REQUESTS = 20_000;
const MESSAGES = 2_000;
const AT_ONCE = 8;
/** MB that what is alive may grow by; a thousand bytes kept of each request would be more. */
const MOST_GROWTH = 20;
const MOST_MS = 300_000;

const routes = matrix.map((row) => ({ row, name: allRoutes.find(({ route }) => route === row.route)?.name ?? '' }));
let api: ApiProcess;
let before: Standing;

beforeAll(async () => {
  await openStage();
  api = await apiProcess(world, { NODE_OPTIONS: '--max-old-space-size=192' });
  process.stdout.write(`FUZZ_SEED=${seed}\n`);
}, MOST_MS);
afterAll(async () => {
  await api.stop();
  await world.close();
});

/** Words of the scene's lesson, trajectory and report: nobody from outside the school may find them in any answer. */
const secrets =
  /Breuken|Klassenmanagement|Rust bij de start|Wat gebeurt hier|Onrust bij de start|We bellen op vrijdag|Vrijgegeven: rust|Onder ons/;

interface Found extends Judged {
  name: string;
  sent: unknown;
}

async function askAll(name: string, { route }: Row, requests: readonly Wire[]): Promise<Found[]> {
  const left = [...requests];
  const found: Found[] = [];
  const line = async (): Promise<void> => {
    for (let sent = left.pop(); sent !== undefined; sent = left.pop())
      found.push({ name, sent, ...(await judged(api.url, route, cast, sent, secrets)) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return found;
}

/** Of each kind of fault the first, with what was sent. */
function faults(found: readonly Found[]): Found[] {
  const kinds = new Map<string, Found>();
  for (const one of found) {
    const kind = `${one.name} ${one.wrong?.slice(0, 80)}`;
    if (one.wrong !== undefined && !kinds.has(kind)) kinds.set(kind, one);
  }
  return [...kinds.values()];
}

// Before the routes, of which one fills the school's room with films that never come.
test(
  'whatever is sent over a socket is acknowledged, and the line stays',
  async () => {
    const found: Found[] = [];
    const each = Math.ceil(MESSAGES / eventRows.length);
    for (const [index, row] of eventRows.entries()) {
      const { name } = row;
      if (only !== undefined && only !== name) continue;
      const live = new Live(await setScene(world, cast), api.url);
      try {
        const meant = await row.given(live);
        const messages = fc.sample(messagesOf(row, meant, idsOf(live.scene)), { seed: seed + index, numRuns: each });
        for (const sent of messages) {
          const begin = performance.now();
          const ack = await (await live.page(sent.role)).askAnything(name, sent.payload).catch(() => 'none');
          const wrong = ack === 'none' ? 'no acknowledgement' : wrongWith(ack);
          const ms = performance.now() - begin;
          found.push({ name, sent, answer: '', ms, ...(wrong !== undefined && { wrong }) });
        }
      } finally {
        live.close();
      }
    }
    expect(faults(found)).toEqual([]);
    if (only === undefined) expect(found.length).toBeGreaterThanOrEqual(MESSAGES);
    expect(api.log()).not.toMatch(/a socket request failed|Unhandled/);
  },
  MOST_MS,
);

test(
  'whatever is sent to a route is answered as the contract says, with nothing from inside, and nothing is left behind',
  async () => {
    const heal = await keepPeople(world);
    const found: Found[] = [];
    const heaps: number[] = [];
    const each = Math.ceil(REQUESTS / routes.length);
    for (const [index, { name, row }] of routes.entries()) {
      if (only !== undefined && only !== name) continue;
      const scene = await setScene(world, cast);
      await row.prepare(scene);
      const requests = fc.sample(requestsOf(row, scene), { seed: seed + index, numRuns: each });
      found.push(...(await askAll(name, row, requests)));
      heaps.push(await heapOf(api));
      before ??= await standingOf(world, api);
      await heal();
    }
    expect(faults(found)).toEqual([]);
    const slowest = Math.max(...found.map(({ ms }) => ms));
    process.stdout.write(`${found.length} requests, the slowest ${Math.round(slowest)} ms\n`);
    if (only !== undefined) return;
    expect(found.length).toBeGreaterThanOrEqual(REQUESTS);
    // It goes up until it is collected and down again: what is alive is the least of a stretch.
    const part = Math.floor(heaps.length / 4);
    const [first, last] = [Math.min(...heaps.slice(part, 2 * part)), Math.min(...heaps.slice(-part))];
    process.stdout.write(`alive: ${Math.round(first)} MB, then ${Math.round(last)} MB\n`);
    expect(last - first).toBeLessThan(MOST_GROWTH);
    await backTo(world, api, before, { handles: 5, connections: 2, atWork: 0 });
    expect(api.log()).not.toMatch(/request failed|Unhandled/);
  },
  2 * MOST_MS,
);
