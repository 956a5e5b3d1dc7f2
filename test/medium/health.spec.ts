import { randomUUID } from 'node:crypto';
import { TestClock } from '@lesblik/server/clock';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
    ...{ status: 'up', mediaWorkers: 0, network: null, memory: null, unprivileged: null },
  });
});

test('how the decoders are confined is told as the media workers tell it, and only what holds for all', async () => {
  const [worker, other] = [randomUUID(), randomUUID()];
  const tell = (of: string, network: boolean) =>
    world.services.notices.publish({
      kind: 'media_worker',
      worker: of,
      confinement: { network, memory: true, unprivileged: true },
    });
  await tell(worker, true);
  await confinement({ mediaWorkers: 1, network: true, memory: true, unprivileged: true });
  await tell(other, false);
  await confinement({ mediaWorkers: 2, network: false, memory: true, unprivileged: true });
  clock.advance(25_000);
  await tell(worker, true);
  clock.advance(10_000);
  await confinement({ mediaWorkers: 1, network: true, memory: true, unprivileged: true });
});

test('metrics are for this machine only', async () => {
  expect((await fetch(`${world.url}/api/metrics`)).status).toBe(200);
  const passedOn = await fetch(`${world.url}/api/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(passedOn.status).toBe(404);
});

test('JSON that is none, too large or with prototype keys gets a problem, and changes nothing', async () => {
  const send = (body: string) =>
    fetch(`${world.url}/api/setup/x`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(await (await send('{')).json()).toMatchObject({ code: 'malformed_json', status: 400 });
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
