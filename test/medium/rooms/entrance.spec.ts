import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CONSENT_TEXT_VERSION } from '@lesblik/shared/room-events';
import { roomRoutes } from '@lesblik/shared/rooms';
import type { RequestName } from '@lesblik/shared/sockets';
import { socketRequests } from '@lesblik/shared/sockets';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
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
beforeEach(async () => {
  call = new Call(world, await plan(world, scene));
});
afterEach(() => call.close());

const ended = (client: CallClient) => client.page.of('room:ended').map(({ reason }) => reason);
const codes = async (client: CallClient, names: readonly RequestName[]) => {
  const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value: 'AA' }] };
  const id = randomUUID();
  const payload = {
    ...{ roomId: call.roomId, deviceId: client.deviceId, personId: scene.teacher.id, admit: true, direction: 'send' },
    ...{
      transportId: id,
      producerId: id,
      consumerId: id,
      act: 'close',
      source: 'camera',
      rtpParameters: { codecs: [] },
    },
    ...{ rtpCapabilities: {}, dtlsParameters, clientKey: id, text: 'Hoi', waiting: true, at: null, takeId: id },
    ...{ answer: 'yes', textVersion: CONSENT_TEXT_VERSION, change: { act: 'take' } },
  };
  const answers: string[] = [];
  for (const name of names) {
    const special = name === 'room:playhead' ? { ...payload, change: { act: 'play' } } : payload;
    const answer = (await client.page.askAnything(name, special)) as { ok: boolean; problem?: { code: string } };
    answers.push(answer.problem?.code ?? 'done');
  }
  return new Set(answers);
};
const all = (Object.keys(socketRequests) as RequestName[]).filter(
  (name) => name.startsWith('room:') && name !== 'room:clock',
);

describe('at the door', () => {
  test('to a stranger no message of the contract does anything: the room is not there', async () => {
    await call.host(scene.teacher, false);
    expect(await codes(await call.page(scene.colleague), all)).toEqual(new Set(['not_found']));
  });

  test('who was not let in can do nothing but knock, test their own media and leave', async () => {
    await call.host(scene.teacher, false);
    const guest = await call.page(scene.coach);
    const forAll = ['room:knock', 'room:leave', 'room:transport', 'room:close-transport', 'room:restart-ice'];
    const own = ['room:connect-transport', 'room:producer', 'room:consumer', 'room:consume'];
    const rest = all.filter((name) => ![...forAll, ...own].includes(name));
    expect(await codes(guest, rest)).toEqual(new Set(['room_not_entered']));
    expect(await codes(guest, own as RequestName[])).toEqual(new Set(['not_found']));
  });

  test('only the host is told who waits, and lets in', async () => {
    const host = await call.host(scene.teacher, false);
    await world.call(scene.teacher, roomRoutes.update, {
      params: { roomId: call.roomId },
      body: { personIds: [scene.coach.id, scene.colleague.id] },
    });
    const inside = await call.guest(host, scene.coach, false);
    const waiting = await call.page(scene.colleague);
    await waiting.knock();
    await host.sees((state) => state.waiting.length === 1);
    await expect(inside.ask('room:admit', { personId: scene.colleague.id, admit: true })).rejects.toThrow(
      'not_allowed',
    );
    expect(inside.state?.waiting).toEqual([]);
    await host.ask('room:admit', { personId: scene.colleague.id, admit: false });
    await until(() => waiting.page.of('room:admitted').some(({ admitted }) => !admitted));
    await expect(waiting.enter(false)).rejects.toThrow('room_not_entered');
  });

  test('who waits and goes waits no more', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.page(scene.coach);
    await guest.knock();
    await host.sees((state) => state.waiting.length === 1);
    guest.close();
    await host.sees((state) => state.waiting.length === 0);
  });
});

describe('inside', () => {
  test('who is sent out does nothing any more, and has to knock again', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    await host.ask('room:remove', { personId: scene.coach.id });
    await until(() => ended(guest).includes('removed'));
    const rest = all.filter((name) => ['room:message', 'room:playhead', 'room:control', 'room:enter'].includes(name));
    expect(await codes(guest, rest)).toEqual(new Set(['room_not_entered']));
    expect(await guest.knock()).toMatchObject({ admitted: false });
  });

  test('who is no longer invited leaves at once, and what they steered falls to the host', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    await host.ask('room:control', { change: { act: 'give', personId: scene.coach.id } });
    await world.call(scene.teacher, roomRoutes.update, {
      params: { roomId: call.roomId },
      body: { personIds: [scene.colleague.id] },
    });
    await until(() => ended(guest).includes('not_invited'));
    await host.sees((state) => state.steererId === scene.teacher.id);
    await expect(guest.knock()).rejects.toThrow('not_found');
  });

  test('a membership that ends in mid-call ends the call for that person', async () => {
    const host = await call.host(scene.teacher, false);
    const leaver = await world.member(scene.organisationId, 'Vertrekker');
    const params = { roomId: call.roomId };
    await world.call(scene.teacher, roomRoutes.update, { params, body: { personIds: [leaver.id] } });
    const guest = await call.guest(host, leaver, false);
    await world.services.db.deleteFrom('membership').where('personId', '=', leaver.id).execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(() => ended(guest).includes('not_invited'));
  });

  test('a membership that ends by its date ends the call for that person, told or not', async () => {
    const host = await call.host(scene.teacher, false);
    const leaver = await world.member(scene.organisationId, 'Gastcoach', 'guest');
    const endsAt = new Date(Date.now() + 3_000);
    await world.services.db.updateTable('membership').set({ endsAt }).where('personId', '=', leaver.id).execute();
    const params = { roomId: call.roomId };
    await world.call(scene.teacher, roomRoutes.update, { params, body: { personIds: [leaver.id] } });
    const guest = await call.guest(host, leaver, false);
    await until(() => ended(guest).includes('not_invited'));
  });

  test('a sign-in that ends in mid-call ends the call on its pages at once', async () => {
    const host = await call.host(scene.teacher, false);
    const leaver = await world.member(scene.organisationId, 'Afgemeld');
    const params = { roomId: call.roomId };
    await world.call(scene.teacher, roomRoutes.update, { params, body: { personIds: [leaver.id] } });
    await call.guest(host, leaver, false);
    await world.services.db.deleteFrom('authSession').where('personId', '=', leaver.id).execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await host.sees(({ people }) =>
      people.some(({ person, devices }) => person.id === leaver.id && devices.length === 0),
    );
  });

  test('a call that the host ends is over for everybody', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    const params = { roomId: call.roomId };
    const { body: now } = await world.call(scene.coach, roomRoutes.get, { params });
    expect([now.presentCount, now.present.map(({ id }) => id)]).toEqual([2, [scene.teacher.id, scene.coach.id]]);
    expect((await world.call(scene.teacher, roomRoutes.end, { params })).body.presentCount).toBe(0);
    await until(() => ended(guest).includes('ended') && ended(host).includes('ended'));
    await expect(guest.knock()).rejects.toThrow('room_ended');
  });

  test('a message is said once however often it is sent, and stays with the call', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    const clientKey = randomUUID();
    const [first, second] = [
      await guest.ask('room:message', { clientKey, text: 'Zie je dat?' }),
      await guest.ask('room:message', { clientKey, text: 'Zie je dat?' }),
    ];
    expect(second).toEqual(first);
    await host.ask('room:message', { clientKey: randomUUID(), text: 'Ja!' });
    await until(() => guest.page.of('room:message').length === 2);
    const texts = host.page.of('room:message').map(({ message }) => message.text);
    expect(texts).toEqual(['Zie je dat?', 'Ja!']);
    const { body } = await world.call(scene.coach, roomRoutes.messages, {
      params: { roomId: call.roomId },
      query: { limit: 1 },
    });
    expect(body).toMatchObject({ items: [{ text: 'Zie je dat?', author: { id: scene.coach.id } }] });
    expect((await host.enter(false)).messages.map(({ text }) => text)).toEqual(texts);
  });

  test('one socket that floods is cut off, and the others do not notice', async () => {
    const host = await call.host(scene.teacher, false);
    const guest = await call.guest(host, scene.coach, false);
    const flood = setInterval(() => {
      for (let count = 0; count < 50; count += 1)
        guest.page.socket.emit('room:pointer', { roomId: call.roomId, at: { x: 0, y: 0 } }, () => undefined);
    }, 50);
    try {
      const slowest = { ms: 0 };
      await until(async () => {
        const before = performance.now();
        await host.ask('room:buffering', { waiting: false });
        slowest.ms = Math.max(slowest.ms, performance.now() - before);
        return !guest.page.socket.connected;
      });
      expect(slowest.ms).toBeLessThan(1000);
      expect(host.page.of('room:pointer').length).toBeLessThan(400);
    } finally {
      clearInterval(flood);
    }
  });
});
