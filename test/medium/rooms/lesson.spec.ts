import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { grantRoutes } from '@lesblik/shared/grants';
import { playheadAt } from '@lesblik/shared/playhead';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import type { Payload } from '@lesblik/shared/sockets';
import { createApp } from '../../../apps/api/src/app.ts';
import { openServices } from '../../../apps/api/src/base/services.ts';
import { Call, type CallScene, callScene, freshLesson, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
import { lesson, share } from '../../support/recordings.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

const DURATION_MS = 600_000;

let world: World;
let scene: CallScene;
let call: Call;
let host: CallClient;
let guest: CallClient;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await freshLesson(world, scene);
  call = new Call(world, await plan(world, scene));
  host = await call.host(scene.teacher, false);
  guest = await call.guest(host, scene.coach, false);
});
afterEach(() => call.close());

const sees = (client: CallClient, personId: string) =>
  client.state?.people.find(({ person }) => person.id === personId)?.maySeeLesson;
const now = (client: CallClient) =>
  client.playhead == null ? undefined : playheadAt(client.playhead, Date.now(), DURATION_MS);

describe('one playhead', () => {
  test('the steerer moves it for everybody; another may only pause', async () => {
    await host.ask('room:playhead', { change: { act: 'seek', atMs: 60_000 } });
    await host.ask('room:playhead', { change: { act: 'rate', rate: 1.5 } });
    await host.ask('room:playhead', { change: { act: 'play' } });
    await until(() => (now(guest) ?? 0) > 60_100 && guest.playhead?.playing);
    expect(guest.playhead).toEqual(host.playhead);
    for (const change of [{ act: 'play' }, { act: 'seek', atMs: 0 }, { act: 'rate', rate: 1 }] as const)
      await expect(guest.ask('room:playhead', { change })).rejects.toThrow('not_the_steerer');
    const { playhead } = await guest.ask('room:playhead', { change: { act: 'pause' } });
    expect(playhead).toMatchObject({ playing: false, by: scene.coach.id, rate: 1.5 });
    await until(() => host.playhead?.playing === false);
    expect(host.playhead).toEqual(playhead);
  });

  test('control is asked for, seen, given and taken back', async () => {
    await guest.ask('room:control', { change: { act: 'ask' } });
    await host.sees(({ controlAskedBy }) => controlAskedBy.includes(scene.coach.id));
    await host.ask('room:control', { change: { act: 'give', personId: scene.coach.id } });
    await guest.sees(({ steererId, controlAskedBy }) => steererId === scene.coach.id && controlAskedBy.length === 0);
    await guest.ask('room:playhead', { change: { act: 'seek', atMs: 1000 } });
    await host.ask('room:control', { change: { act: 'take' } });
    await expect(guest.ask('room:control', { change: { act: 'take' } })).rejects.toThrow('not_the_steerer');
  });

  test('of two who take control at once one has it, the same for everybody, and the other moves nothing', async () => {
    const third = await world.member(scene.organisationId, 'Begeleider');
    await share(world, scene.recordingId, scene.teacher, third);
    const { body } = await world.call(scene.coach, roomRoutes.create, {
      body: { title: 'Kijkgesprek', recordingId: scene.recordingId, personIds: [scene.teacher.id, third.id] },
    });
    const other = new Call(world, body.id);
    try {
      // The host and the teacher may both take it from whoever has it.
      const coach = await other.host(scene.coach, false);
      const teacher = await other.guest(coach, scene.teacher, false);
      const steerer = await other.guest(coach, third, false);
      const control = (client: CallClient, change: Payload<'room:control'>['change']) =>
        client.ask('room:control', { change });
      let winner = coach;
      for (const order of [
        [coach, teacher],
        [teacher, coach],
        [coach, teacher],
      ] as const) {
        await control(winner, { act: 'give', personId: third.id });
        await Promise.all(order.map((client) => control(client, { act: 'take' })));
        const { steererId } = (await steerer.enter(false)).state;
        const [first] = order.filter(({ person }) => person.id === steererId);
        if (first === undefined) throw new Error('neither of the two has it');
        winner = first;
        for (const client of [coach, teacher, steerer]) await client.sees((state) => state.steererId === steererId);
        for (const client of [coach, teacher, steerer].filter((one) => one !== winner))
          await expect(client.ask('room:playhead', { change: { act: 'seek', atMs: 1_000 } })).rejects.toThrow(
            'not_the_steerer',
          );
        await winner.ask('room:playhead', { change: { act: 'seek', atMs: 2_000 } });
      }
    } finally {
      other.close();
    }
  });

  test('a page that loads is waited for, everybody sees for whom, and a line that goes down holds nobody up', async () => {
    await host.ask('room:playhead', { change: { act: 'play' } });
    await guest.ask('room:buffering', { waiting: true });
    await host.sees(({ waitingFor }) => waitingFor.some(({ id }) => id === scene.coach.id));
    await until(() => host.playhead?.playing === false);
    const { atMs } = host.playhead ?? {};
    await guest.ask('room:buffering', { waiting: false });
    await until(() => host.playhead?.playing === true);
    expect(host.playhead?.atMs).toBe(atMs);
    await guest.ask('room:buffering', { waiting: true });
    await until(() => host.playhead?.playing === false);
    guest.page.close();
    await until(() => host.playhead?.playing === true);
  });

  test('in an empty room the lesson stands still, also while a place in it is kept for a lost line', async () => {
    await host.ask('room:playhead', { change: { act: 'seek', atMs: 60_000 } });
    await host.ask('room:playhead', { change: { act: 'play' } });
    guest.page.close();
    await host.sees(({ people }) =>
      people.find(({ person }) => person.id === scene.coach.id)?.devices.every(({ connected }) => !connected),
    );
    expect((await host.ask('room:playhead', { change: { act: 'rate', rate: 2 } })).playhead?.playing).toBe(true);
    await host.ask('room:leave', {});
    const left = Date.now();
    const { playhead } = await host.enter(false);
    expect(playhead).toMatchObject({ playing: false, rate: 2 });
    expect(playhead?.serverTime).toBeLessThanOrEqual(left);
  });

  test('only a lesson that the chooser may watch and that can be played is chosen', async () => {
    const theirs = await lesson(world, scene.organisationId, scene.colleague);
    await expect(host.ask('room:playhead', { change: { act: 'choose', recordingId: theirs } })).rejects.toThrow(
      'not_found',
    );
    const raw = await lesson(world, scene.organisationId, scene.teacher, { state: 'probing', playable: false });
    await expect(host.ask('room:playhead', { change: { act: 'choose', recordingId: raw } })).rejects.toThrow(
      'recording_not_ready',
    );
    const other = await lesson(world, scene.organisationId, scene.teacher);
    const { playhead } = await host.ask('room:playhead', { change: { act: 'choose', recordingId: other } });
    expect(playhead).toMatchObject({ recordingId: other, atMs: 0, playing: false });
    await guest.sees(() => sees(guest, scene.teacher.id) === true && sees(guest, scene.coach.id) === false);
  });

  test('another lesson is there at once for who may watch it: nobody sees none in between', async () => {
    const other = await lesson(world, scene.organisationId, scene.teacher);
    await share(world, other, scene.teacher, scene.coach);
    const [heardHost, heardGuest] = [host, guest].map(({ page }) => page.of('room:playhead').length);
    await host.ask('room:playhead', { change: { act: 'choose', recordingId: other } });
    await until(() => guest.playhead?.recordingId === other && host.playhead?.recordingId === other);
    const since = [
      ...host.page.of('room:playhead').slice(heardHost),
      ...guest.page.of('room:playhead').slice(heardGuest),
    ];
    expect(since.map(({ playhead }) => playhead?.recordingId ?? null)).not.toContain(null);
  });

  test('a pointer is shown to the others, and not to who points', async () => {
    await guest.ask('room:pointer', { at: { x: 0.25, y: 0.5 } });
    await until(() => host.page.of('room:pointer').length === 1);
    expect(host.page.of('room:pointer')[0]).toMatchObject({ personId: scene.coach.id, at: { x: 0.25, y: 0.5 } });
    expect(guest.page.of('room:pointer')).toEqual([]);
  });
});

describe('who may watch the lesson', () => {
  test('a grant withdrawn in mid-call ends the sight of it within a second, and the talk goes on', async () => {
    await until(() => sees(host, scene.coach.id) === true);
    const before = performance.now();
    await world.call(scene.teacher, grantRoutes.withdraw, { params: { grantId: scene.grantId } });
    await until(() => sees(host, scene.coach.id) === false && sees(guest, scene.coach.id) === false);
    expect(performance.now() - before).toBeLessThan(1000);
    expect((await guest.enter(false)).state.people.find(({ person }) => person.id === scene.coach.id)).toMatchObject({
      ...{ maySeeLesson: false, devices: [{ connected: true }] },
    });
    await host.ask('room:control', { change: { act: 'give', personId: scene.coach.id } });
    await expect(guest.ask('room:playhead', { change: { act: 'play' } })).rejects.toThrow('not_found');
  });

  test('who comes in with a grant that was withdrawn talks along without the lesson', async () => {
    await guest.ask('room:leave', {});
    await world.call(scene.teacher, grantRoutes.withdraw, { params: { grantId: scene.grantId } });
    const again = await call.guest(host, scene.coach, false);
    await until(() => sees(again, scene.coach.id) === false);
    expect((await again.enter(false)).playhead).toBeNull();
    await host.ask('room:playhead', { change: { act: 'seek', atMs: 5_000 } });
    await until(() => host.playhead?.atMs === 5_000);
    expect((await again.ask('room:playhead', { change: { act: 'pause' } })).playhead).toBeNull();
    expect(again.page.of('room:playhead').map(({ playhead }) => playhead)).not.toContainEqual(expect.anything());
  });

  test('a grant given in mid-call, and one that runs out, are seen as they happen', async () => {
    const late = await world.member(scene.organisationId, 'Later');
    const roomId = await plan(world, scene, [late]);
    const other = new Call(world, roomId);
    try {
      const first = await other.host(scene.teacher, false);
      expect(sees(first, late.id) ?? false).toBe(false);
      await world.call(scene.teacher, grantRoutes.give, {
        params: { recordingId: scene.recordingId },
        body: { granteeId: late.id, mayComment: false, until: new Date(Date.now() + 4000).toISOString() },
      });
      await until(() => sees(first, late.id) === true);
      await until(() => sees(first, late.id) === false);
    } finally {
      other.close();
    }
  });

  test('a lesson deleted in mid-call is gone from it, and the talk goes on', async () => {
    await world.call(scene.teacher, recordingRoutes.remove, { params: { recordingId: scene.recordingId } });
    await until(() => guest.page.of('room:playhead').at(-1)?.playhead === null);
    await guest.sees(({ lessonDeleted }) => lessonDeleted);
    await until(() => sees(host, scene.teacher.id) === false);
    await expect(host.ask('room:playhead', { change: { act: 'pause' } })).rejects.toThrow('not_found');
    await guest.ask('room:control', { change: { act: 'ask' } });
    const other = await lesson(world, scene.organisationId, scene.teacher);
    await host.ask('room:playhead', { change: { act: 'choose', recordingId: other } });
    await guest.sees(({ lessonDeleted }) => !lessonDeleted);
  });
});

test('after a restart of the API everybody is let in as before, and the playhead stands paused where it was', async () => {
  await host.ask('room:playhead', { change: { act: 'seek', atMs: 123_000 } });
  await host.ask('room:control', { change: { act: 'give', personId: scene.coach.id } });
  await guest.ask('room:playhead', { change: { act: 'play' } });
  const { revision } = await guest.sees((state) => state);
  const kept = () =>
    world.services.db
      .selectFrom('room')
      .select(['playheadMs', 'steererId'])
      .where('id', '=', call.roomId)
      .executeTakeFirstOrThrow();
  await until(async () => (await kept()).playheadMs > 123_000);
  const services = await openServices(world.services.config);
  const second = await createApp(services);
  try {
    await second.listen(0, '127.0.0.1');
    const elsewhere = new Call(world, call.roomId, await second.getUrl());
    const back = await elsewhere.page(scene.coach, guest.deviceId);
    expect(await back.knock()).toMatchObject({ admitted: true });
    const entered = await back.enter();
    expect(entered).toMatchObject({ media: false, playhead: { playing: false, recordingId: scene.recordingId } });
    expect(entered.playhead?.atMs).toBeGreaterThan(123_000);
    expect(entered.state.steererId).toBe(scene.coach.id);
    await back.sees((state) => state.revision > revision);
    elsewhere.close();
  } finally {
    await second.close();
    await services.shutdown.end();
  }
});
