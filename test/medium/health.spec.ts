import { randomUUID } from 'node:crypto';
import { TestClock } from '@lesblik/server/clock';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ChecksService } from '../../apps/api/src/health/checks.service.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world.ts';

const clock = new TestClock(Date.now());
let world: World;
beforeAll(async () => {
  world = await World.open({}, clock);
});
afterAll(() => world.close());

const ready = async () => (await (await fetch(`${world.url}/api/ready`)).json()) as { details: Record<string, object> };
const confinement = (wanted: object) =>
  until(async () => {
    const { status: _, ...told } = (await ready()).details['confinement'] as { status: string };
    return JSON.stringify(told) === JSON.stringify(wanted);
  });

test('every part that must answer is named', async () => {
  const response = await fetch(`${world.url}/api/ready`);
  const { status, details } = (await response.json()) as { status: string; details: Record<string, unknown> };
  expect({ http: response.status, status }).toEqual({ http: 200, status: 'ok' });
  expect(details).toMatchObject({ database: { status: 'up' }, queue: { status: 'up' }, mediaPlane: { status: 'up' } });
  expect(details['confinement']).toEqual({
    ...{ status: 'up', mediaWorkers: 0, way: null, network: null, files: null, memory: null },
    ...{ processes: null, unprivileged: null },
  });
});

test('how the decoders are confined is told as the media workers tell it, and only what holds for all', async () => {
  const [worker, other] = [randomUUID(), randomUUID()];
  const limits = { memory: true, processes: true, unprivileged: true };
  const whole = { way: 'bwrap', network: true, files: true, ...limits } as const;
  const limited = { way: 'limits', network: false, files: false, ...limits } as const;
  const tell = (of: string, told: typeof whole | typeof limited) =>
    world.services.notices.publish({ kind: 'media_worker', worker: of, confinement: told });
  await tell(worker, whole);
  await confinement({ mediaWorkers: 1, ...whole });
  await tell(other, limited);
  await confinement({ mediaWorkers: 2, ...limited });
  clock.advance(25_000);
  await tell(worker, whole);
  clock.advance(10_000);
  await confinement({ mediaWorkers: 1, ...whole });
});

describe('metrics', () => {
  const TOKEN = 'a token of the school';
  const read = (url: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = get(`${url}/api/metrics`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.once('error', reject);
    });

  test('are for this machine only, and not for what was passed on to it', async () => {
    expect(await read(world.url)).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host']) {
      expect([name, await read(world.url, { [name]: '203.0.113.9' })]).toEqual([name, 404]);
    }
    expect(await read(world.url, { host: 'page.example.org' })).toBe(404);
  });

  test.each([{ PUBLIC_URL: 'https://lesblik.example.org' }, { TRUSTED_PROXIES: '127.0.0.1' }])(
    'need the token where a proxy stands before the API (%j), though it names nobody',
    async (settings) => {
      const school = await World.open({ ...settings, METRICS_TOKEN: TOKEN });
      try {
        expect(await read(school.url)).toBe(404);
        expect(await read(school.url, { authorization: `Bearer ${TOKEN}?` })).toBe(404);
        expect(await read(school.url, { authorization: `Bearer ${TOKEN}` })).toBe(200);
      } finally {
        await school.close();
      }
    },
  );
});

describe('a flood of questions whether it is ready', () => {
  test('is one look a second at the parts', async () => {
    const looks = jest.spyOn(world.app.get(ChecksService, { strict: false }), 'all');
    try {
      const since = performance.now();
      const answers = await Promise.all(Array.from({ length: 40 }, ready));
      for (const { details } of answers) expect(details).toMatchObject({ database: { status: 'up' } });
      expect(looks.mock.calls.length).toBeLessThanOrEqual(Math.ceil((performance.now() - since) / 1000) + 1);
    } finally {
      looks.mockRestore();
    }
  });

  test('is refused to one address after a while', async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => fetch(`${world.url}/api/ready`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refused[0]?.json()).toMatchObject({ code: 'too_many_requests', details: { seconds: 1 } });
  });
});

test('JSON that is none, too large or with prototype keys gets a problem, and changes nothing', async () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${world.url}/api/setup/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  expect(await (await send('{')).json()).toMatchObject({ code: 'malformed_json', status: 400 });
  for (const said of [{ 'content-encoding': 'none-such' }, { 'content-type': 'application/json; charset=none-such' }])
    expect(await (await send('{}', said)).json()).toMatchObject({ code: 'malformed_json', status: 400 });
  expect(await (await send(JSON.stringify('x'.repeat(300_000)))).json()).toMatchObject({ code: 'body_too_large' });
  expect(
    await (await send('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')).json(),
  ).toMatchObject({
    code: 'invalid_input',
  });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('an address that is no route is a problem too', async () => {
  const response = await fetch(`${world.url}/api/nothing`);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found']);
});
