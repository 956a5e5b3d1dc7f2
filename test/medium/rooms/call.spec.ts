import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
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

test('two people are in a call: one knocks, the other lets them in, and they see and hear each other', async () => {
  const { teacher, coach } = scene;
  call = new Call(world, await plan(world, scene));
  const host = await call.host(teacher);
  const guest = await call.page(coach);
  expect(await guest.knock()).toEqual({
    admitted: false,
    title: 'Kijkgesprek',
    host: { id: teacher.id, name: teacher.name },
  });
  await expect(guest.enter()).rejects.toThrow('room_not_entered');
  await host.sees(({ waiting }) => waiting.some(({ person }) => person.id === coach.id));
  await host.ask('room:admit', { personId: coach.id, admit: true });
  await until(() => guest.page.of('room:admitted').some(({ admitted }) => admitted));
  const { state } = await guest.enter();
  expect(state.people.map(({ devices }) => devices.length)).toEqual([1, 1]);

  await host.produce('microphone', call.tone());
  await host.produce('camera', call.picture(), { simulcast: true });
  const voice = call.listen((await guest.consume(await guest.track(teacher.id, 'microphone'))).track);
  const face = call.listen((await guest.consume(await guest.track(teacher.id, 'camera'))).track);
  await until(() => voice.loudest > 1000 && face.frames > 5, 10_000, 'sound and picture');
  await guest.sees(({ speakerId }) => speakerId === teacher.id);
  await until(() =>
    guest.page.of('room:voices').some(({ voices }) => voices.some((one) => one.personId === teacher.id)),
  );
});
