import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allRoutes } from '@lesblik/shared/routes';
import fc from 'fast-check';
import { type ApiProcess, apiProcess } from '../support/api-process.ts';
import { keepPeople } from '../support/keep-people.ts';
import { askedAt, oddAddresses } from '../support/fuzz/addresses.ts';
import { costs } from '../../apps/api/src/http/cost.guard.ts';
import { type Found, faults, reached, tally } from '../support/fuzz/found.ts';
import { INNER, judged } from '../support/fuzz/judged.ts';
import { judgedAck, messagesOf } from '../support/fuzz/messages.ts';
import { idsOf, requestsOf, type Wire } from '../support/fuzz/requests.ts';
import { aliveIn, backTo, COLLECTS, knownTo, type Standing, standingOf } from '../support/fuzz/standing.ts';
import type { Row } from '../support/matrix/answers.ts';
import { eventRows } from '../support/matrix/event-rows.ts';
import { Live } from '../support/matrix/live.ts';
import { matrix } from '../support/matrix/rows.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';
import { type Role, setScene } from '../support/scene.ts';

/** Repeats a run: FUZZ_SEED as it was printed; FUZZ_ONLY for some routes or messages alone, such as goals.add or ^room: */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const only = process.env['FUZZ_ONLY'];
const REQUESTS = 20_000;
const MESSAGES = 2_000;
/** More at once than the API has lines to its database: who holds one and needs another waits for it in vain. */
const AT_ONCE = 8;
const LINES = 4;
/** MB by which what is alive may grow over three quarters of the requests; of each, what one request and its answer take is more. */
const MOST_GROWTH = 30;
const MOST_MS = 1_200_000;

const routes = matrix.map((row) => ({ row, name: allRoutes.find(({ route }) => route === row.route)?.name ?? '' }));
let api: ApiProcess;

beforeAll(async () => {
  await openStage();
  api = await apiProcess(world, {
    DATABASE_POOL: String(LINES),
    NODE_OPTIONS: `--max-old-space-size=256 ${COLLECTS}`,
  });
  process.stdout.write(`FUZZ_SEED=${seed}\n`);
}, MOST_MS);
afterAll(async () => {
  await api?.stop();
  await world.close();
});

/** Words of the scene's lesson, trajectory and report: nobody from outside the school may find them in any answer. */
const words =
  /Breuken|Klassenmanagement|Rust bij de start|Wat gebeurt hier|Onrust bij de start|We bellen op vrijdag|Vrijgegeven: rust|Onder ons/;

async function askAll(name: string, { route }: Row, requests: readonly Wire[]): Promise<Found[]> {
  const left = [...requests];
  const found: Found[] = [];
  const line = async (): Promise<void> => {
    for (let sent = left.pop(); sent !== undefined; sent = left.pop())
      found.push({ name, sent, ...(await judged(api.url, route, cast, sent, words)) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return found;
}

/** Lines of the API's log of what it did not expect. */
const failuresIn = (log: string): string[] => log.split('\n').filter((line) => /"level":(50|60)|Unhandled/.test(line));

const told = (what: string, found: readonly Found[]): void => {
  if (found.length === 0) return;
  const slowest = found.toSorted((a, b) => b.ms - a.ms)[0];
  const share = Math.round((100 * reached(found).length) / found.length);
  process.stdout.write(
    `${found.length} ${what}, ${share} % past the door; slowest ${slowest?.name} ${Math.round(slowest?.ms ?? 0)} ms\n`,
  );
  process.stdout.write(`${tally(found)}\n`);
};

// Before the routes, of which one fills the school's room with films that never come.
test(
  'whatever is sent over a socket is acknowledged, and the line stays',
  async () => {
    const found: Found[] = [];
    const each = Math.ceil(MESSAGES / eventRows.length);
    for (const [index, row] of eventRows.entries()) {
      const { name } = row;
      if (only !== undefined && !new RegExp(only).test(name)) continue;
      const live = new Live(await setScene(world, cast), api.url);
      try {
        const meant = await row.given(live);
        const messages = fc.sample(messagesOf(row, meant, idsOf(live.scene)), { seed: seed + index, numRuns: each });
        for (const sent of messages) {
          const page = await live.page(sent.role);
          const begin = performance.now();
          const ack = await page.askAnything(name, sent.payload).catch(() => undefined);
          found.push({ name, sent, ...judgedAck(ack), ms: performance.now() - begin });
        }
      } finally {
        live.close();
      }
    }
    told('messages', found);
    expect({ faults: faults(found), log: failuresIn(api.output()) }).toEqual({ faults: [], log: [] });
    if (only !== undefined) return;
    expect(found.length).toBeGreaterThanOrEqual(MESSAGES);
    expect(reached(found).length / found.length).toBeGreaterThan(0.15);
  },
  MOST_MS,
);

test(
  'whatever is sent to a route is answered as the contract says, with nothing from inside, and nothing is left behind',
  async () => {
    const heal = await keepPeople(world);
    const known = await knownTo(world);
    const found: Found[] = [];
    const alive: number[] = [];
    let before: Standing | undefined;
    let scenes = 0;
    const each = Math.ceil(REQUESTS / routes.length);
    for (const [index, { name, row }] of routes.entries()) {
      if (only !== undefined && !new RegExp(only).test(name)) continue;
      const scene = await setScene(world, cast);
      scenes += 1;
      await row.prepare(scene);
      const requests = fc.sample(requestsOf(row, scene), { seed: seed + index, numRuns: each });
      found.push(...(await askAll(name, row, requests)));
      before ??= await standingOf(world, api);
      if (index === Math.floor(routes.length / 4)) alive.push(await aliveIn(api));
      await heal();
    }
    told('requests', found);
    expect({ faults: faults(found), log: failuresIn(api.output()) }).toEqual({ faults: [], log: [] });
    if (only !== undefined || before === undefined) return;
    expect(found.length).toBeGreaterThanOrEqual(REQUESTS);
    const names = new Set(reached(found).map(({ name }) => name));
    const open = routes.filter(({ row }) => Object.values(row.answers).some((status) => status < 400));
    expect(open.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
    expect(reached(found).length / found.length).toBeGreaterThan(0.25);

    alive.push(await aliveIn(api));
    process.stdout.write(`alive: ${alive.map((megabytes) => megabytes.toFixed(1)).join(' MB, then ')} MB\n`);
    const [first = 0, last = Infinity] = alive;
    expect(last - first).toBeLessThan(MOST_GROWTH);
    await backTo(world, api, before, { handles: 10, connections: 5, atWork: 0 });
    // Each scene has one colleague more, whom some requests are meant to remove.
    const now = await knownTo(world);
    const more = Object.entries(known).filter(
      ([table, count]) => (now[table] ?? 0) > count + (['person', 'membership'].includes(table) ? scenes : 0),
    );
    expect(more).toEqual([]);
  },
  MOST_MS,
);

test('an address that nobody means leads nowhere', async () => {
  for (const address of oddAddresses) {
    const { status, text } = await askedAt(api.url, address, cast.outsider.cookie);
    expect([address, status < 500, INNER.exec(text)?.[0]]).toEqual([address, true, undefined]);
  }
});

test(
  'after all of it everybody gets what is theirs, as before',
  async () => {
    for (const { name, row } of routes) {
      const { route } = row;
      if (route.method !== 'GET') continue;
      const scene = await setScene(world, cast);
      for (const role of Object.keys(row.answers) as Role[]) {
        const { status, code } = await row.send(scene, role, undefined, api.url);
        // Links are guessed at, and what costs is asked for, so often and no more; whoever asked all of the above waits some minutes.
        if ((route.open === true || costs.has(route)) && code === 'too_many_requests') continue;
        expect([name, role, status]).toEqual([name, role, row.answers[role]]);
      }
    }
  },
  MOST_MS,
);
