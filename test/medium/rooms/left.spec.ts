import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roomRoutes } from '@lesblik/shared/rooms';
import { LiveRooms, MOST_CALLS_AT_ONCE } from '../../../apps/api/src/rooms/live/live-rooms.ts';
import { MediaPlane } from '../../../apps/api/src/rooms/media/media-plane.ts';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

const ROOMS = 100;
const AT_ONCE = MOST_CALLS_AT_ONCE;

let world: World;
let scene: CallScene;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());

/** All that mediasoup workers hold, as they say themselves. */
const held = async () => {
  const dumps = await Promise.all(
    world.app.get(MediaPlane, { strict: false }).workers.map(async (worker) => {
      const { routerIds, webRtcServerIds } = await worker.dump();
      return { routers: routerIds.length, servers: webRtcServerIds.length };
    }),
  );
  return { rooms: world.app.get(LiveRooms, { strict: false }).figures, dumps };
};

test(`${ROOMS} calls made and left leave nothing behind`, async () => {
  const before = await held();
  expect(before.rooms).toEqual({ rooms: 0, people: 0, transports: 0 });
  const makeAndLeave = async () => {
    const call = new Call(world, await plan(world, scene));
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    for (const page of [host, guest])
      for (const direction of ['send', 'receive'] as const) await page.ask('room:transport', { direction });
    expect((await held()).rooms.transports).toBeGreaterThan(3);
    for (const page of [host, guest]) await page.ask('room:leave', {});
    call.close();
    await world.call(scene.teacher, roomRoutes.end, { params: { roomId: call.roomId } });
  };
  for (let made = 0; made < ROOMS; made += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, makeAndLeave));
  await until(async () => JSON.stringify(await held()) === JSON.stringify(before), 10_000, 'nothing left');
}, 180_000);
