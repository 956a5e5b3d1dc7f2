import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { limits } from '../../../apps/api/src/rooms/media/limits.ts';
import { MediaPlane } from '../../../apps/api/src/rooms/media/media-plane.ts';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

let world: World;
let scene: CallScene;
let call: Call;
let host: CallClient;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  call = new Call(world, await plan(world, scene));
  host = await call.host(scene.teacher);
});
afterEach(() => call.close());

const workers = () => world.app.get(MediaPlane, { strict: false }).workers;
const hears = async (client: CallClient, producerId: string) => {
  const heard = call.listen((await client.consume(producerId)).track);
  await until(() => heard.loudest > 1000, 10_000, 'sound');
};

test('over TCP alone it flows too', async () => {
  const guest = await call.guest(host, scene.coach, false);
  const { routerRtpCapabilities } = await guest.enter(false);
  await guest.connectMedia(routerRtpCapabilities, { tcp: true });
  await host.produce('microphone', call.tone());
  await hears(guest, await guest.track(scene.teacher.id, 'microphone'));
});

test('somebody who waits tests their line, and nobody else gets what they send', async () => {
  const guest = await call.page(scene.coach);
  await guest.knock();
  const offer = await guest.ask('room:transport', { direction: 'send' });
  await guest.ask('room:close-transport', { transportId: offer.transportId });
  await guest.connectMedia(offer.routerRtpCapabilities);
  const { id: producerId } = await guest.produce('check', call.tone());
  await hears(guest, producerId);
  await expect(host.consume(producerId)).rejects.toThrow('not_found');
  await expect(guest.produce('microphone', call.tone())).rejects.toThrow('room_not_entered');
  await host.ask('room:admit', { personId: scene.coach.id, admit: true });
  expect(await guest.enter(false)).toMatchObject({ media: false });
});

test("nobody reaches another's transports and tracks, with their own device or with the other's", async () => {
  const guest = await call.guest(host, scene.coach);
  const producer = await host.produce('microphone', call.tone());
  const theirs = { producerId: producer.id, act: 'close' as const };
  await expect(guest.ask('room:producer', theirs)).rejects.toThrow('not_found');
  await expect(guest.ask('room:restart-ice', { transportId: host.send?.id ?? '' })).rejects.toThrow('not_found');
  const asHost = { roomId: call.roomId, deviceId: host.deviceId, ...theirs };
  expect(await guest.page.ask('room:producer', asHost)).toMatchObject({ problem: { code: 'room_not_entered' } });
  await hears(guest, producer.id);
});

test("who tests with another's device id gets nothing of theirs, and the other calls as themselves", async () => {
  const { deviceId } = host;
  const squatter = await call.page(scene.coach, deviceId);
  await squatter.knock();
  await host.ask('room:leave', {});
  host.closeMedia();
  await squatter.connectMedia((await squatter.ask('room:transport', { direction: 'send' })).routerRtpCapabilities);
  await host.enter();
  await expect(squatter.produce('check', call.tone())).rejects.toThrow('room_not_entered');
  await host.produce('microphone', call.tone());
  const guest = await call.guest(host, scene.coach);
  await hears(guest, await guest.track(scene.teacher.id, 'microphone'));
  squatter.close();
  await host.sees(({ waiting }) => waiting.length === 0);
  await host.produce('camera', call.picture());
  await guest.track(scene.teacher.id, 'camera');
});

test('a page that tested, lost its line and came in on a new one keeps its media when the old line ends', async () => {
  const guest = await call.page(scene.coach);
  await guest.knock();
  await guest.ask('room:transport', { direction: 'send' });
  await host.ask('room:admit', { personId: scene.coach.id, admit: true });
  const again = await call.page(scene.coach, guest.deviceId);
  expect(await again.enter()).toMatchObject({ media: false });
  guest.close();
  await again.produce('microphone', call.tone());
  await hears(host, await host.track(scene.coach.id, 'microphone'));
});

test('a codec that the call never offered is refused, and the call goes on', async () => {
  const codec = (mimeType: string) => ({
    ...{ transportId: host.send?.id ?? '', source: 'camera' as const },
    rtpParameters: {
      codecs: [{ mimeType, payloadType: 99, clockRate: 90_000 }],
      encodings: [{ ssrc: 1 }],
    },
  });
  await expect(host.ask('room:produce', codec('video/AV1'))).rejects.toThrow('media_not_supported');
  await expect(host.ask('room:produce', codec('nonsense'))).rejects.toThrow('media_not_supported');
  await expect(host.ask('room:produce', { ...codec('video/VP8'), source: 'microphone' })).rejects.toThrow(
    'media_not_supported',
  );
  const guest = await call.guest(host, scene.coach);
  await expect(
    guest.ask('room:consume', {
      ...{ transportId: guest.receive?.id ?? '', producerId: randomUUID() },
      rtpCapabilities: {},
    }),
  ).rejects.toThrow('not_found');
  await host.produce('microphone', call.tone());
  const producerId = await guest.track(scene.teacher.id, 'microphone');
  await expect(
    guest.ask('room:consume', { transportId: guest.receive?.id ?? '', producerId, rtpCapabilities: {} }),
  ).rejects.toThrow('media_not_supported');
});

test('what is sent through a transport that closes meanwhile is not kept, and nobody loses room by it', async () => {
  const codec = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 };
  const sendAndClose = async (ssrc: number) => {
    const { transportId } = await host.ask('room:transport', { direction: 'send' });
    const rtpParameters = { codecs: [codec], encodings: [{ ssrc }] };
    const sent = host.ask('room:produce', { transportId, source: 'microphone', rtpParameters });
    const closed = host.ask('room:close-transport', { transportId });
    await Promise.allSettled([sent, closed]);
  };
  for (let ssrc = 1; ssrc <= limits.producersPerRoom + 1; ssrc += 1) await sendAndClose(ssrc);
  await host.produce('microphone', call.tone());
  const tracks = await host.sees(({ people }) => {
    const sent = people.flatMap(({ devices }) => devices).flatMap((device) => device.tracks);
    return sent.length > 0 && sent;
  });
  expect(tracks).toHaveLength(1);
});

test('one device opens so many transports and no more', async () => {
  const open = () => host.ask('room:transport', { direction: 'receive' });
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, open));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  await expect(open()).rejects.toThrow('too_many_tracks');
});

test('a person on two devices has one microphone, and hears themselves on neither', async () => {
  const second = await call.page(scene.teacher);
  await second.enter();
  const microphone = await host.produce('microphone', call.tone());
  await expect(second.produce('microphone', call.tone())).rejects.toThrow('not_allowed');
  await expect(second.consume(microphone.id)).rejects.toThrow('not_allowed');
  const guest = await call.guest(host, scene.coach);
  const voice = await guest.produce('microphone', call.tone());
  await expect(second.consume(voice.id)).rejects.toThrow('not_allowed');
  await hears(host, voice.id);
  await host.ask('room:leave', {});
  await second.sees(
    ({ people }) => people.find(({ person }) => person.id === scene.teacher.id)?.voiceDeviceId === second.deviceId,
  );
  await second.produce('microphone', call.tone());
  await hears(second, voice.id);
});

test('a person brings their sound to another page of theirs, and on the first it ends', async () => {
  const second = await call.page(scene.teacher);
  await second.enter();
  const guest = await call.guest(host, scene.coach);
  const voice = await guest.produce('microphone', call.tone());
  await hears(host, voice.id);
  const microphone = await host.produce('microphone', call.tone());
  await second.ask('room:voice', {});
  await guest.sees(({ people }) => {
    const teacher = people.find(({ person }) => person.id === scene.teacher.id);
    const tracks = teacher?.devices.flatMap((device) => device.tracks) ?? [];
    return teacher?.voiceDeviceId === second.deviceId && !tracks.some(({ producerId }) => producerId === microphone.id);
  });
  await expect(host.produce('microphone', call.tone())).rejects.toThrow('not_allowed');
  await expect(host.consume(voice.id)).rejects.toThrow('not_allowed');
  await second.produce('microphone', call.tone());
  await hears(second, voice.id);
  await second.ask('room:leave', {});
  await host.sees(
    ({ people }) => people.find(({ person }) => person.id === scene.teacher.id)?.voiceDeviceId === host.deviceId,
  );
});

test('mute, and a newer track in the place of the older, are told to everybody', async () => {
  const guest = await call.guest(host, scene.coach);
  const older = await host.produce('microphone', call.tone());
  const ofHost = () =>
    guest.state?.people.find(({ person }) => person.id === scene.teacher.id)?.devices.flatMap(({ tracks }) => tracks);
  await host.ask('room:producer', { producerId: older.id, act: 'pause' });
  await until(() => ofHost()?.[0]?.paused === true);
  const newer = await host.produce('microphone', call.tone());
  await until(() => ofHost()?.length === 1 && ofHost()?.[0]?.producerId === newer.id);
});

test('a line that goes down and comes back keeps its transports', async () => {
  const guest = await call.guest(host, scene.coach);
  await host.produce('microphone', call.tone());
  const heard = call.listen((await guest.consume(await guest.track(scene.teacher.id, 'microphone'))).track);
  await until(() => heard.loudest > 1000);
  const connected = (yes: boolean) =>
    host.sees(({ people }) =>
      people.some(({ devices }) => devices.some((one) => one.deviceId === guest.deviceId && one.connected === yes)),
    );
  await connected(true);
  guest.page.close();
  await connected(false);
  await guest.reconnect();
  expect(await guest.enter()).toMatchObject({ media: true });
  await connected(true);
  const before = heard.frames;
  await until(() => heard.frames > before + 10 && heard.loudest > 1000, 5000, 'sound goes on');
  const { iceParameters } = await guest.ask('room:restart-ice', { transportId: guest.receive?.id ?? '' });
  expect(iceParameters.usernameFragment).toBeTruthy();
});

test('a mediasoup worker that dies is replaced, and the call goes on while people stay', async () => {
  const guest = await call.guest(host, scene.coach);
  await host.produce('microphone', call.tone());
  await hears(guest, await guest.track(scene.teacher.id, 'microphone'));
  const killed = workers().map(({ pid }) => pid);
  for (const pid of killed) process.kill(pid, 'SIGKILL');
  for (const page of [host, guest]) await until(() => page.page.of('room:media-lost').length > 0);
  // A room may be rebuilt on one that is dead and not yet known to be.
  await until(() => workers().length === killed.length && workers().every(({ pid }) => !killed.includes(pid)));
  for (const page of [host, guest]) expect(await page.enter()).toMatchObject({ media: false });
  expect(host.state?.people.flatMap(({ devices }) => devices.flatMap(({ tracks }) => tracks))).toEqual([]);
  await host.produce('microphone', call.tone());
  await hears(guest, await guest.track(scene.teacher.id, 'microphone'));
});

test('a second page of one device takes the place of the first', async () => {
  const again = await call.page(scene.teacher, host.deviceId);
  await again.enter(false);
  await until(() => host.page.of('room:ended').some(({ reason }) => reason === 'left_elsewhere'));
  await expect(host.ask('room:transport', { direction: 'send' })).rejects.toThrow('room_not_entered');
});
