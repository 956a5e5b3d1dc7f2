import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { CONSENT_TEXT_VERSION } from '@lesblik/shared/room-events';
import { roomRoutes } from '@lesblik/shared/rooms';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

let world: World;
let scene: CallScene;
let call: Call;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());
afterEach(() => call.close());

const tracks = (takeId: string) =>
  world.services.db.selectFrom('roomTrack').select(['personId', 'source']).where('takeId', '=', takeId).execute();

/** A take that ends before a packet came leaves nothing. */
async function isStored(takeId: string): Promise<boolean> {
  const { db, storage } = world.services;
  const take = db.selectFrom('roomTake').select('recordingId').where('id', '=', takeId);
  const { recordingId } = await take.executeTakeFirstOrThrow();
  for await (const { size } of storage.list(recordingId)) if (size > 0) return true;
  return false;
}

test('a call is recorded once all have answered, without whoever said no, and ends with the call', async () => {
  const { teacher, coach } = scene;
  call = new Call(world, await plan(world, scene));
  const host = await call.host(teacher);
  const guest = await call.guest(host, coach);
  await host.produce('microphone', call.tone(440));
  await guest.produce('microphone', call.tone(660));
  const { takeId } = await host.ask('room:ask-consent', {});
  await guest.sees(({ take }) => take?.state === 'asking' && take.answers.length === 2);
  const answer = { takeId, textVersion: CONSENT_TEXT_VERSION } as const;
  await guest.ask('room:consent', { ...answer, answer: 'no' });
  expect(await tracks(takeId)).toEqual([]);
  await host.ask('room:consent', { ...answer, answer: 'yes' });
  await guest.sees(({ take }) => take?.state === 'running');
  await until(() => isStored(takeId));
  await world.call(teacher, roomRoutes.end, { params: { roomId: call.roomId } });
  expect(await tracks(takeId)).toEqual([{ personId: teacher.id, source: 'microphone' }]);
  const take = () =>
    world.services.db.selectFrom('roomTake').select('ended').where('id', '=', takeId).executeTakeFirstOrThrow();
  expect(await take()).toEqual({ ended: 'room_ended' });
});
