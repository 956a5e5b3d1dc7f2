import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { roomRoutes } from '@lesblik/shared/rooms';
import { LeftOpenService } from '../../../apps/api/src/rooms/left-open.service.ts';
import { LiveRooms } from '../../../apps/api/src/rooms/live/live-rooms.ts';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

const MINUTE_MS = 60_000;

let world: World;
let scene: CallScene;
let call: Call;
/** How far the server's clock is ahead. */
let passed = 0;

beforeAll(async () => {
  world = await World.open({}, { now: () => Date.now() + passed });
  scene = await callScene(world);
});
afterAll(() => world.close());
afterEach(() => call.close());

const isOver = async () => {
  await world.app.get(LeftOpenService, { strict: false }).end();
  const { body } = await world.call(scene.teacher, roomRoutes.get, { params: { roomId: call.roomId } });
  return body.endedAt !== null;
};

/** These leave, and the room is put away. */
async function gone(...clients: CallClient[]): Promise<void> {
  for (const client of clients) await client.ask('room:leave', {});
  await until(() => world.app.get(LiveRooms, { strict: false }).find(call.roomId) === undefined);
}

const pass = (minutes: number): void => void (passed += minutes * MINUTE_MS);

test('a call that everybody left is over a quarter of an hour later, not while somebody is back in it', async () => {
  call = new Call(world, await plan(world, scene));
  const host = await call.host(scene.teacher, false);
  const guest = await call.guest(host, scene.coach, false);
  pass(60);
  expect(await isOver()).toBe(false);
  await gone(host, guest);
  pass(14);
  expect(await isOver()).toBe(false);
  const back = await call.host(scene.teacher, false);
  pass(20);
  expect(await isOver()).toBe(false);
  await gone(back);
  pass(14);
  expect(await isOver()).toBe(false);
  pass(2);
  expect(await isOver()).toBe(true);
  await expect((await call.page(scene.coach)).knock()).rejects.toThrow('room_ended');
});

test('a call that one person waited in for another, or that was visited before its time, is not over by that', async () => {
  call = new Call(world, await plan(world, scene));
  await gone(await call.host(scene.teacher, false));
  pass(60);
  expect(await isOver()).toBe(false);

  const params = { roomId: call.roomId };
  const plannedAt = new Date(Date.now() + passed + 120 * MINUTE_MS).toISOString();
  await world.call(scene.teacher, roomRoutes.update, { params, body: { plannedAt } });
  const host = await call.host(scene.teacher, false);
  await gone(host, await call.guest(host, scene.coach, false));
  pass(60);
  expect(await isOver()).toBe(false);
  pass(61);
  expect(await isOver()).toBe(true);
});
