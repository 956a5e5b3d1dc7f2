import { beforeEach, expect, jest, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { trackPrefix } from '@lesblik/server/takes/track-journal';
import { MAX_FILM_MS } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { type MadeCall, mark } from '../../support/made-call.ts';
import { takeRow, takeScene } from '../../support/take-scene.ts';
import { until } from '../../support/until.ts';
import type { Somebody, World } from '../../support/world.ts';

const MINUTE = 60_000;
const clock = new TestClock(Date.now());
let world: World;
let teacher: Somebody;
let coach: Somebody;
let call: MadeCall;

const scene = takeScene(clock);
beforeEach(() => {
  ({ world, teacher, coach, call } = scene);
});

/** A store that takes long for what lies under this prefix. @returns how to let it go on */
function holdWrites(prefix: string): () => void {
  const { storage } = world.services;
  const { write } = storage;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const hold = jest.spyOn(storage, 'write').mockImplementation(async (object, ...rest) => {
    if (object.name.startsWith(prefix)) await held;
    return write.call(storage, object, ...rest);
  });
  return () => {
    release();
    hold.mockRestore();
  };
}

test('a sender that floods loses that track alone: everybody is told whose, and started anew it is recorded again', async () => {
  const [flood, voice] = [await call.camera(teacher), await call.microphone(coach)];
  await call.begin([teacher, coach]);
  await call.flows(teacher.id, flood);
  await call.flows(coach.id, voice);
  const [trackId = ''] = (await call.stored(teacher.id)).keys();
  const release = holdWrites(trackPrefix(trackId));
  const large = 'x'.repeat(1_000);
  // Every 20 ms.
  await until(() => {
    for (let n = 0; n < 300; n += 1) flood.send(large, { key: true });
    return call.take?.leftOut.length === 1;
  }, 9_500).finally(release);
  const { id, name } = teacher;
  expect(call.take).toMatchObject({ state: 'running', leftOut: [{ person: { id, name }, source: 'camera' }] });
  const after = mark();
  flood.send(after, { key: true });
  await call.flows(coach.id, voice);
  expect((await call.packets(teacher.id)).some((packet) => packet.includes(after))).toBe(false);
  await until(async () => (await call.packets(teacher.id)).length > 7_000);

  call.closed(flood);
  expect(call.take?.leftOut).toEqual([]);
  await call.flows(teacher.id, await call.camera(teacher));
});

test('a recording ends before its film would be too long: told five minutes before and at the end; another can be begun', async () => {
  const voice = await call.microphone(teacher);
  const takeId = await call.begin([teacher, coach]);
  await call.flows(teacher.id, voice);
  let changes = 0;
  call.takes.onChange(() => (changes += 1));
  clock.advance(MAX_FILM_MS - 10 * MINUTE);
  await call.takes.look();
  expect({ changes, endsAt: call.take?.endsAt }).toEqual({ changes: 0, endsAt: null });
  clock.advance(5 * MINUTE);
  await call.takes.look();
  await call.takes.look();
  expect(changes).toBe(1);
  expect(Date.parse(call.take?.endsAt ?? '') - clock.now()).toBe(4 * MINUTE);
  await call.flows(teacher.id, voice);
  clock.advance(4 * MINUTE);
  await call.takes.look();
  expect(call.take).toMatchObject({ state: 'ended', ended: 'too_long', endsAt: null });
  const { state, ended, endedAt, startedAt, id } = await takeRow(world, takeId);
  expect({ state, ended }).toEqual({ state: 'uploading', ended: 'too_long' });
  expect((endedAt?.getTime() ?? Infinity) - (startedAt?.getTime() ?? 0)).toBeLessThan(MAX_FILM_MS);

  const again = await call.begin([teacher], [coach]);
  await call.flows(teacher.id, voice);
  // The call names what was recorded of it to who may watch that, and to nobody else.
  const { db } = world.services;
  const invited = [teacher.id, coach.id].map((personId) => ({ roomId: call.roomId, personId }));
  await db.insertInto('roomPerson').values(invited).execute();
  const seen = async (who: Somebody) =>
    (await world.call(who, roomRoutes.get, { params: { roomId: call.roomId } })).body.recordings;
  expect(await seen(teacher)).toEqual([id]);
  expect(await seen(coach)).toEqual([]);
  await call.takes.stop(call.roomId, teacher, again);
  expect(await seen(teacher)).toEqual([id, (await takeRow(world, again)).id]);
  const { body } = await world.call(teacher, roomRoutes.list, { query: {} });
  expect(body.items.find((room) => room.id === call.roomId)?.recordings).toHaveLength(2);
  const grant = { recordingId: id, granteeId: coach.id, grantedBy: teacher.id, mayComment: false };
  await db
    .insertInto('recordingGrant')
    .values({ ...grant, until: new Date(clock.now() + MINUTE) })
    .execute();
  expect(await seen(coach)).toEqual([id]);
  await until(() => call.take?.state === 'ended');
});
