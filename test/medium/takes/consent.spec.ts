import { beforeEach, describe, expect, test } from '@jest/globals';
import { objectNames } from '@lesblik/server/media/object-names';
import { TakeEvent } from '@lesblik/server/takes/take-event';
import { TRACKS } from '@lesblik/server/takes/track-journal';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { CONSENT_TEXT_VERSION } from '@lesblik/shared/room-events';
import { sql } from 'kysely';
import { type MadeTrack, MadeCall, mark } from '../../support/made-call.ts';
import { takeRow, takeScene, tracksOf } from '../../support/take-scene.ts';
import { until } from '../../support/until.ts';
import type { Somebody, World } from '../../support/world.ts';

let world: World;
let schoolId: string;
let teacher: Somebody;
let coach: Somebody;
let call: MadeCall;

const scene = takeScene();
beforeEach(() => {
  ({ world, schoolId, teacher, coach, call } = scene);
});

const recordingOf = (takeId: string) => takeRow(world, takeId);

async function objectsOf(recordingId: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of world.services.storage.list(recordingId, TRACKS)) names.push(name);
  return names;
}

const answersOf = (takeId: string) =>
  world.services.db
    .selectFrom('roomConsent')
    .select(['personId', 'personName', 'answer', 'textVersion', 'keepSoFar'])
    .where('takeId', '=', takeId)
    .orderBy('sequence')
    .execute();

describe('a no', () => {
  test('means that not one byte of that person is stored, while the others are', async () => {
    const refused = await tracksOf(call, coach);
    const agreed = await tracksOf(call, teacher);
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'no');
    await call.answer(takeId, teacher, 'yes');
    await until(
      async () => {
        for (const track of refused) track.send('of one who refuses', { key: true });
        for (const track of agreed) track.send('of one who agrees', { key: true });
        return (await call.stored(teacher.id)).size === 3 && (await call.packets(teacher.id)).length > 30;
      },
      20_000,
      'three stored tracks',
    );
    await call.takes.stop(call.roomId, coach, takeId);
    for (const [, records] of await call.stored(teacher.id)) expect(records.length).toBeGreaterThan(0);

    const { id: recordingId } = await recordingOf(takeId);
    const tracks = await world.services.db.selectFrom('roomTrack').selectAll().where('takeId', '=', takeId).execute();
    expect(new Set(tracks.map(({ personId }) => personId))).toEqual(new Set([teacher.id]));
    const known = new Set(tracks.map(({ id }) => id));
    const names = await objectsOf(recordingId);
    expect(names.filter((name) => !known.has(name.split('/')[1] ?? ''))).toEqual([]);
    const ssrcs = new Set(tracks.flatMap(({ rtpParameters }) => ssrcsOf(rtpParameters)));
    const packets = await call.packets(teacher.id);
    expect(packets.filter((packet) => !ssrcs.has(packet.readUInt32BE(8)))).toEqual([]);
    expect(packets.filter((packet) => !packet.includes('of one who agrees'))).toEqual([]);
    expect(await call.stored(coach.id)).toEqual(new Map());
  });

  test('of everybody ends it: the recording goes, the answers stay', async () => {
    const tracks = await tracksOf(call, teacher);
    const takeId = await call.ask(coach);
    const { id: recordingId } = await recordingOf(takeId);
    await call.answer(takeId, teacher, 'no');
    for (const track of tracks) track.send('refused', { key: true });
    await call.answer(takeId, coach, 'no');
    expect(call.take).toMatchObject({ state: 'ended', ended: 'all_refused' });
    await until(async () => (await recordingOf(takeId)).state === 'deleting');
    expect(await objectsOf(recordingId)).toEqual([]);
    await expect(call.answer(takeId, coach, 'yes')).rejects.toMatchObject({ code: 'take_ended' });

    await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();
    expect(await answersOf(takeId)).toEqual([
      {
        personId: teacher.id,
        personName: 'Docent',
        answer: 'no',
        textVersion: CONSENT_TEXT_VERSION,
        keepSoFar: false,
      },
      expect.objectContaining({ personId: coach.id, answer: 'no' }),
    ]);
  });
});

test('nothing is stored before everybody has answered', async () => {
  const [microphone] = await tracksOf(call, teacher);
  const takeId = await call.ask(coach);
  await call.answer(takeId, teacher, 'yes');
  microphone?.send('too early');
  expect(call.take).toMatchObject({ state: 'asking', startedAt: null });
  await call.answer(takeId, coach, 'no');
  await call.flows(teacher.id, microphone as MadeTrack);
  const packets = await call.packets(teacher.id);
  expect(packets.filter((packet) => packet.includes('too early'))).toEqual([]);
});

test('who joins later is asked before anything of them is stored, and holds nobody up', async () => {
  const [mine] = await tracksOf(call, teacher);
  const takeId = await call.ask(coach);
  await call.answer(takeId, coach, 'yes');
  await call.answer(takeId, teacher, 'yes');
  const late = await world.member(schoolId, 'Later');
  call.enter(late);
  const theirs = await tracksOf(call, late);
  expect(call.take?.answers).toContainEqual({ person: { id: late.id, name: 'Later' }, answer: null });
  for (const track of theirs) track.send('unasked', { key: true });
  await call.flows(teacher.id, mine as MadeTrack, ...theirs);
  expect(await call.stored(late.id)).toEqual(new Map());
  await call.answer(takeId, late, 'yes');
  await call.flows(late.id, ...theirs);
  const packets = await call.packets(late.id);
  expect(packets.filter((packet) => packet.includes('unasked'))).toEqual([]);
});

test.each([3, 4])('%i people: who says yes is recorded, each alone, and who says no is not', async (count) => {
  const others = await Promise.all(Array.from({ length: count - 2 }, (_, n) => world.member(schoolId, `Extra ${n}`)));
  call.enter(...others);
  const people = [teacher, coach, ...others];
  const tracks = await Promise.all(people.map((one) => tracksOf(call, one)));
  const yes = people.filter((one) => one !== coach);
  const takeId = await call.ask(coach);
  for (const [n, one] of yes.entries()) {
    expect(call.take?.state).toBe('asking');
    await call.answer(takeId, one, 'yes');
    if (n === 0) await call.answer(takeId, coach, 'no');
  }
  expect(call.take?.state).toBe('running');
  const send = () => {
    for (const [n, own] of tracks.entries()) for (const track of own) track.send(`of person ${n}.`, { key: true });
  };
  for (const { id } of yes) {
    await until(
      async () => {
        send();
        const stored = [...(await call.stored(id)).values()];
        return stored.length === 3 && stored.every((records) => records.some(({ kind }) => kind === 'packet'));
      },
      40_000,
      'three stored tracks',
    );
  }
  for (const [n, { id }] of people.entries()) {
    const packets = await call.packets(id);
    expect(packets.filter((packet) => !packet.includes(`of person ${n}.`))).toEqual([]);
    expect(packets.length > 0).toBe(id !== coach.id);
  }
  // One who goes, and one who takes their yes back, hold nobody up.
  call.takes.personLeft(call.roomId, others[0]?.id ?? '');
  await call.answer(takeId, teacher, 'taken_back');
  expect(call.take?.state).toBe('running');
  expect(await call.packets(teacher.id)).toEqual([]);
});

test('an answer to other words than today’s counts for nothing', async () => {
  const takeId = await call.ask(coach);
  const given = { takeId, answer: 'yes', textVersion: '2020-01-01', keepSoFar: false } as const;
  const answered = call.takes.answer(call.roomId, { id: coach.id, name: coach.name }, given);
  await expect(answered).rejects.toMatchObject({ code: 'consent_text_changed' });
  expect(await answersOf(takeId)).toEqual([]);
  expect(call.take?.answers).toContainEqual({ person: { id: coach.id, name: coach.name }, answer: null });
});

describe('a yes that is taken back', () => {
  const bothYes = async () => {
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'yes');
    await call.answer(takeId, teacher, 'yes');
    return takeId;
  };

  test("ends that person's tracks within a second and deletes what was stored of them; the rest goes on", async () => {
    const mine = await tracksOf(call, teacher);
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    await call.flows(teacher.id, ...mine);
    const consumed = () => Promise.all(theirs.map(async ({ producer }) => (await call.consumersOf(producer)).length));
    expect(await consumed()).toEqual([1, 1, 1]);
    const takenBack = call.answer(takeId, coach, 'taken_back');
    await until(async () => (await consumed()).every((count) => count === 0), 1_000, 'the end of three tracks');
    await takenBack;
    const { id: recordingId } = await recordingOf(takeId);
    const gone = await call.stored(coach.id);
    expect(gone.size).toBeGreaterThan(0);
    const left = await objectsOf(recordingId);
    expect(left.filter((name) => gone.has(name.split('/')[1] ?? ''))).toEqual([]);
    for (const track of theirs) track.send('after taking back', { key: true });
    const last = mark();
    mine[0]?.send(last);
    await call.holds(teacher.id, last);
    expect(await call.packets(coach.id)).toEqual([]);
    expect(call.take).toMatchObject({ state: 'running' });
    expect((await answersOf(takeId)).at(-1)).toMatchObject({ personId: coach.id, answer: 'taken_back' });
  });

  test('may leave what was stored so far', async () => {
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    const last = mark();
    theirs[0]?.send(last);
    await until(async () => (await theirs[0]?.producer.getStats())?.some(({ packetCount }) => packetCount > 1));
    await call.answer(takeId, coach, 'taken_back', true);
    const kept = (await call.packets(coach.id)).length;
    expect(kept).toBeGreaterThan(0);
    for (const track of theirs) track.send('after taking back', { key: true });
    await call.takes.stop(call.roomId, teacher, takeId);
    expect((await call.packets(coach.id)).length).toBe(kept);
  });

  test('may be given again', async () => {
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    await call.answer(takeId, coach, 'taken_back');
    expect(await call.packets(coach.id)).toEqual([]);
    await call.answer(takeId, coach, 'yes');
    await call.flows(coach.id, ...theirs);
  });

  test('was the last one: it ends, and nothing stays', async () => {
    const theirs = await tracksOf(call, coach);
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'yes');
    await call.answer(takeId, teacher, 'no');
    await call.flows(coach.id, ...theirs);
    await call.answer(takeId, coach, 'taken_back');
    expect(call.take).toMatchObject({ ended: 'all_refused' });
    await until(async () => (await recordingOf(takeId)).state === 'deleting');
  });

  test('is kept in mind until it can be written, and deletes what was stored meanwhile', async () => {
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    const { db } = world.services;
    await sql`alter table room_consent add constraint no_more check (answer <> 'taken_back') not valid`.execute(db);
    try {
      await expect(call.answer(takeId, coach, 'taken_back')).rejects.toThrow('no_more');
      expect(await call.packets(coach.id)).toEqual([]);
      await expect(call.answer(takeId, coach, 'yes')).rejects.toThrow('no_more');
    } finally {
      await sql`alter table room_consent drop constraint no_more`.execute(db);
    }
    await call.takes.look();
    expect((await answersOf(takeId)).at(-1)).toMatchObject({ personId: coach.id, answer: 'taken_back' });
  });

  test('right after the end waits for the last piece, and leaves none', async () => {
    const mine = await tracksOf(call, teacher);
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    await call.flows(teacher.id, ...mine);
    for (const track of theirs) track.send('the last piece', { key: true });
    const stopped = call.takes.stop(call.roomId, teacher, takeId);
    await call.answer(takeId, coach, 'taken_back');
    await stopped;
    expect(await call.packets(coach.id)).toEqual([]);
    expect(await recordingOf(takeId)).toMatchObject({ ended: 'by_person', state: 'uploading' });
  });

  test('after the end takes that person out of what is not composed yet', async () => {
    const mine = await tracksOf(call, teacher);
    const theirs = await tracksOf(call, coach);
    const takeId = await bothYes();
    await call.flows(coach.id, ...theirs);
    await call.flows(teacher.id, ...mine);
    await call.takes.stop(call.roomId, teacher, takeId);
    // As when a media worker died between storing the film and saying so.
    const film = { recordingId: (await recordingOf(takeId)).id, name: objectNames.original };
    await world.services.storage.write(film, Buffer.from('a film that shows both'));
    await call.answer(takeId, coach, 'taken_back');
    expect(await call.packets(coach.id)).toEqual([]);
    await expect(world.services.storage.readBytes(film)).rejects.toMatchObject({ code: 'object_missing' });
    expect((await call.packets(teacher.id)).length).toBeGreaterThan(0);
    await world.services.db.updateTable('roomTake').set({ composedAt: new Date() }).where('id', '=', takeId).execute();
    await expect(call.answer(takeId, teacher, 'taken_back')).rejects.toMatchObject({ code: 'take_ended' });
  });
});

describe('when somebody speaks', () => {
  const named = async (takeId: string) => {
    const rows = world.services.db.selectFrom('roomTakeEvent').select('event').where('takeId', '=', takeId);
    const events = (await rows.orderBy('id').execute()).map(({ event }) => TakeEvent.parse(event));
    return events.flatMap((event) => (event.kind === 'speaker' ? [event.personId] : []));
  };
  const speaks = (who: Somebody | null) => call.takes.speakerChanged(call.roomId, who?.id ?? null);

  test('is not kept of whoever said no, also where they speak as it begins', async () => {
    speaks(coach);
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'no');
    await call.answer(takeId, teacher, 'yes');
    speaks(teacher);
    speaks(coach);
    speaks(null);
    await call.takes.stop(call.roomId, teacher, takeId);
    expect(await named(takeId)).toEqual([null, teacher.id, null]);
  });

  test('goes with everything else when the yes is taken back, and is not kept any more', async () => {
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'yes');
    await call.answer(takeId, teacher, 'yes');
    speaks(coach);
    speaks(teacher);
    speaks(coach);
    await call.answer(takeId, coach, 'taken_back', true);
    speaks(null);
    speaks(coach);
    expect(await named(takeId)).toEqual([null, coach.id, teacher.id, coach.id, null]);
    await call.answer(takeId, coach, 'taken_back');
    expect(await named(takeId)).toEqual([null, null, teacher.id, null, null]);
  });

  test('goes also when the yes is taken back after the end', async () => {
    const [mine] = await tracksOf(call, teacher);
    const takeId = await call.ask(coach);
    await call.answer(takeId, coach, 'yes');
    await call.answer(takeId, teacher, 'yes');
    await call.flows(teacher.id, mine as MadeTrack);
    speaks(coach);
    await call.takes.stop(call.roomId, teacher, takeId);
    expect(await named(takeId)).toContain(coach.id);
    await call.answer(takeId, coach, 'taken_back');
    expect(await named(takeId)).not.toContain(coach.id);
  });
});

test('anyone ends it: what was stored becomes the teacher’s recording, which nobody saw before', async () => {
  const [mine] = await tracksOf(call, teacher);
  const takeId = await call.ask(coach);
  const { id: recordingId } = await recordingOf(takeId);
  await call.answer(takeId, coach, 'no');
  await call.answer(takeId, teacher, 'yes');
  await call.flows(teacher.id, mine as MadeTrack);
  const seen = async (who: Somebody) => [
    (await world.call(who, recordingRoutes.get, { params: { recordingId } })).status,
    (await world.call(who, recordingRoutes.list, { query: {} })).body.items.filter(({ id }) => id === recordingId)
      .length,
  ];
  expect(await seen(teacher)).toEqual([404, 0]);
  await call.takes.stop(call.roomId, coach, takeId);
  expect(call.take).toMatchObject({ state: 'ended', ended: 'by_person' });
  expect(await recordingOf(takeId)).toMatchObject({ ended: 'by_person', endedBy: coach.id });
  expect(await seen(teacher)).toEqual([200, 1]);
  expect(await seen(coach)).toEqual([404, 0]);
  const { body } = await world.call(teacher, recordingRoutes.get, { params: { recordingId } });
  expect(body).toMatchObject({ origin: 'review_call', title: 'Kijkgesprek: Breuken', state: 'uploading' });
  expect(body.fileName).toBe(`Kijkgesprek Breuken ${body.recordedOn}.mp4`);
  expect(body.keepUntil).toBe((call.take as { keepUntil: string }).keepUntil);
  await expect(call.takes.stop(call.roomId, coach, takeId)).rejects.toMatchObject({ code: 'take_ended' });
});

test('the question is taken back by whoever asked it, not by who is asked, unless the asker has gone', async () => {
  const takeId = await call.ask(coach);
  await expect(call.takes.stop(call.roomId, teacher, takeId)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(call.take).toMatchObject({ state: 'asking', ended: null });
  call.takes.personLeft(call.roomId, coach.id);
  await call.takes.stop(call.roomId, teacher, takeId);
  expect(call.take).toMatchObject({ state: 'ended', ended: 'by_person' });

  const again = await call.ask(teacher);
  await call.takes.stop(call.roomId, teacher, again);
  expect(call.take).toMatchObject({ takeId: again, ended: 'by_person' });
});

test('asked again while the end is still being written, it is a new one that nobody has agreed to', async () => {
  const [mine] = await tracksOf(call, teacher);
  const takeId = await call.ask(coach);
  await call.answer(takeId, coach, 'yes');
  await call.answer(takeId, teacher, 'yes');
  await call.flows(teacher.id, mine as MadeTrack);
  const stopped = call.takes.stop(call.roomId, coach, takeId);
  const again = await call.ask(teacher);
  await stopped;
  expect(again).not.toBe(takeId);
  expect(call.take).toMatchObject({ takeId: again, state: 'asking', startedAt: null });
  expect(await recordingOf(takeId)).toMatchObject({ ended: 'by_person' });
});

test('composing that was cancelled can be begun again by the teacher: the tracks are still there', async () => {
  const [mine] = await tracksOf(call, teacher);
  const takeId = await call.ask(coach);
  await call.answer(takeId, coach, 'no');
  await call.answer(takeId, teacher, 'yes');
  await call.flows(teacher.id, mine as MadeTrack);
  await call.takes.stop(call.roomId, teacher, takeId);
  const { id: recordingId } = await recordingOf(takeId);
  const stored = await call.packets(teacher.id);
  const ask = (route: typeof recordingRoutes.cancel | typeof recordingRoutes.retry) =>
    world.call(teacher, route, { params: { recordingId } });
  expect((await ask(recordingRoutes.cancel)).body).toMatchObject({ state: 'cancelled' });
  expect((await ask(recordingRoutes.retry)).body).toMatchObject({ state: 'uploading', origin: 'review_call' });
  expect(await call.packets(teacher.id)).toEqual(stored);
  expect((await ask(recordingRoutes.retry)).body).toMatchObject({ code: 'recording_state' });
});

test('only who is in the call asks, answers and ends; asked twice it is one', async () => {
  const stranger = await world.member(schoolId, 'Vreemd');
  await expect(call.ask(stranger)).rejects.toMatchObject({ code: 'room_not_entered' });
  const [one, two] = await Promise.all([call.ask(coach), call.ask(teacher)]);
  expect(one).toBe(two);
  await expect(call.answer(one, stranger, 'yes')).rejects.toMatchObject({ code: 'room_not_entered' });
  await expect(call.takes.stop(call.roomId, stranger, one)).rejects.toMatchObject({ code: 'room_not_entered' });
});

test('an answer is never changed or removed', async () => {
  const takeId = await call.ask(coach);
  await call.answer(takeId, coach, 'no');
  const { db } = world.services;
  await expect(db.updateTable('roomConsent').set({ answer: 'yes' }).execute()).rejects.toThrow('only grow');
  await expect(db.deleteFrom('roomConsent').execute()).rejects.toThrow('only grows');
});

test('a school without room is not asked', async () => {
  await world.services.db.updateTable('organisation').set({ quotaBytes: 1_000 }).where('id', '=', schoolId).execute();
  await expect(call.ask(coach)).rejects.toMatchObject({ code: 'quota_exceeded' });
  await world.services.db.updateTable('organisation').set({ quotaBytes: 1e12 }).where('id', '=', schoolId).execute();
  await call.ask(coach);
});

const ssrcsOf = (rtpParameters: unknown): number[] =>
  (rtpParameters as { encodings: { ssrc: number }[] }).encodings.map(({ ssrc }) => ssrc);
