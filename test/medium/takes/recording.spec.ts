import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { TakeEvent } from '@lesblik/server/takes/take-event';
import { parsePacket } from '../../../apps/worker/src/takes/rtp/packet.ts';
import { readParameters, turnOf } from '../../../apps/worker/src/takes/tracks/stored-track.ts';
import { type MadeCall, mark } from '../../support/made-call.ts';
import { readRtp } from '../../support/made-rtp.ts';
import { takeScene } from '../../support/take-scene.ts';
import { until } from '../../support/until.ts';
import type { Somebody, World } from '../../support/world.ts';

let world: World;
let teacher: Somebody;
let coach: Somebody;
let call: MadeCall;

const scene = takeScene();
beforeEach(() => {
  ({ world, teacher, coach, call } = scene);
});

const begun = (): Promise<string> => call.begin([coach, teacher]);

describe('a track', () => {
  test('is stored as it came: payload, payload type and RTP time of each packet', async () => {
    const microphone = await call.microphone(teacher);
    await begun();
    await call.flows(teacher.id, microphone);
    const sent = Array.from({ length: 50 }, () => {
      const marked = mark();
      return { marked, timestamp: microphone.send(marked) };
    });
    await call.holds(teacher.id, sent.at(-1)?.marked ?? '');
    const stored = (await call.packets(teacher.id)).map(readRtp);
    const last = stored.slice(-50);
    expect(last.map(({ timestamp }) => timestamp)).toEqual(sent.map(({ timestamp }) => timestamp));
    expect(last.map(({ payload }) => payload.subarray(3).toString())).toEqual(sent.map(({ marked }) => marked));
    for (const [n, { sequence }] of last.entries()) {
      expect(sequence).toBe(((last[0]?.sequence ?? 0) + n) & 0xffff);
    }
  });

  test('of a camera in layers is stored with every layer, none of whose times is shifted, each with its own reports', async () => {
    const layers = await call.layers(teacher, ['r0', 'r1', 'r2']);
    await begun();
    await call.flows(teacher.id, ...layers);
    const sent = layers.map((layer) => {
      const marked = mark();
      const timestamp = layer.send(marked, { key: true });
      return { marked, timestamp, layer };
    });
    for (const { marked } of sent) await call.holds(teacher.id, marked);
    const reports = layers.map((layer, n) => layer.report(4_000_000_000 + n, n));
    const last = mark();
    layers[0]?.send(last);
    await call.holds(teacher.id, last);

    const rows = await world.services.db
      .selectFrom('roomTrack')
      .innerJoin('roomTake', 'roomTake.id', 'roomTrack.takeId')
      .select(['roomTrack.id', 'rtpParameters'])
      .where('roomId', '=', call.roomId)
      .execute();
    expect(rows).toHaveLength(1);
    const [{ rtpParameters } = { rtpParameters: null }] = rows;
    const { encodings } = rtpParameters as unknown as { encodings: { ssrc: number }[] };
    const records = (await call.stored(teacher.id)).get(rows[0]?.id ?? '') ?? [];
    for (const [n, { marked, timestamp }] of sent.entries()) {
      const packet = records.find((record) => record.kind === 'packet' && Buffer.from(record.packet).includes(marked));
      const { ssrc, timestamp: stored } = readRtp(packet?.kind === 'packet' ? packet.packet : Buffer.alloc(12));
      expect([ssrc, stored]).toEqual([encodings[n]?.ssrc, timestamp]);
      expect(records).toContainEqual({
        ...{ kind: 'report', arrivedAt: expect.any(Number), ssrc, rtpTime: reports[n] },
        ...{ ntpSeconds: 4_000_000_000 + n, ntpFraction: n },
      });
    }
  });

  test('of a phone that is turned says how it was held', async () => {
    const camera = await call.camera(teacher);
    const takeId = await begun();
    await call.flows(teacher.id, camera);
    const marked = mark();
    camera.send(marked, { key: true, turned: 1 });
    await call.holds(teacher.id, marked);
    const row = world.services.db.selectFrom('roomTrack').selectAll().where('takeId', '=', takeId);
    const { id, rtpParameters } = await row.executeTakeFirstOrThrow();
    const { orientationId } = readParameters(rtpParameters, teacher.id, id);
    const packet = parsePacket((await call.packets(teacher.id)).at(-1) ?? Buffer.alloc(0));
    expect(packet?.payload.includes(0x9d)).toBe(true);
    expect(packet && turnOf({ orientationId }, packet)).toBe(90);
  });

  test('of a picture begins with a key frame, and another is asked for after a packet was lost', async () => {
    const camera = await call.camera(teacher);
    const asked = camera.keyFramesAsked();
    await begun();
    const early = mark();
    await until(
      () => {
        camera.send(early);
        return asked() > 0;
      },
      10_000,
      'a key frame asked for at the start',
    );
    await call.flows(teacher.id, camera);
    expect((await call.packets(teacher.id)).some((packet) => packet.includes(early))).toBe(false);
    const before = asked();
    camera.lose();
    await until(
      () => {
        camera.send('after the loss');
        return asked() > before;
      },
      10_000,
      'a key frame asked for after the loss',
    );
  });

  test('has gaps where it was muted, and goes on', async () => {
    const microphone = await call.microphone(teacher);
    await begun();
    await call.flows(teacher.id, microphone);
    await microphone.producer.pause();
    const muted = mark();
    microphone.send(muted);
    await microphone.producer.resume();
    const again = mark();
    microphone.send(again);
    await call.holds(teacher.id, again);
    const stored = await call.stored(teacher.id);
    expect(stored.size).toBe(1);
    expect((await call.packets(teacher.id)).some((packet) => packet.includes(muted))).toBe(false);
  });

  test('ends with its producer, whose next one is a new track', async () => {
    const first = await call.microphone(teacher);
    await begun();
    const marked = await call.flows(teacher.id, first);
    call.closed(first);
    const second = await call.microphone(teacher);
    await until(async () => {
      second.send('of the second');
      return (await call.packets(teacher.id)).some((packet) => packet.includes('of the second'));
    });
    const tracks = [...(await call.stored(teacher.id)).values()];
    const bears = (text: string) =>
      tracks.map((records) => records.some((r) => r.kind === 'packet' && Buffer.from(r.packet).includes(text)));
    expect(bears(marked).filter(Boolean)).toHaveLength(1);
    expect(bears(marked)).not.toEqual(bears('of the second'));
  });

  test('lies in the store without one plain packet', async () => {
    const microphone = await call.microphone(teacher);
    await begun();
    const marked = await call.flows(teacher.id, microphone);
    await call.holds(teacher.id, marked);
    // Beside these lies what is still being written: it goes while one looks.
    const stored = join(world.folder, 'objects', 'recordings');
    const files = await readdir(stored, { recursive: true, withFileTypes: true });
    const pieces = files.filter((file) => file.isFile() && file.parentPath.includes('/call/'));
    expect(pieces.length).toBeGreaterThan(0);
    for (const { parentPath, name } of pieces) {
      expect((await readFile(join(parentPath, name))).includes(marked)).toBe(false);
    }
  });
});

test('what the playhead did, who spoke and for whom the lesson waited is kept from the start on, in order', async () => {
  const recordingId = randomUUID();
  const playhead = { recordingId, atMs: 1_000, playing: false, rate: 1, serverTime: Date.now(), by: coach.id };
  call.takes.playheadMoved(call.roomId, { ...playhead, atMs: 10 });
  call.takes.playheadMoved(call.roomId, playhead);
  const takeId = await begun();
  call.takes.playheadMoved(call.roomId, { ...playhead, playing: true });
  call.takes.speakerChanged(call.roomId, teacher.id);
  call.takes.speakerChanged(call.roomId, teacher.id);
  call.takes.waitingChanged(call.roomId, [coach.id]);
  call.takes.waitingChanged(call.roomId, []);
  call.takes.playheadMoved(call.roomId, null);
  const events = await until(async () => {
    const rows = await world.services.db
      .selectFrom('roomTakeEvent')
      .select(['atMs', 'event'])
      .where('takeId', '=', takeId)
      .orderBy('atMs')
      .orderBy('id')
      .execute();
    return rows.length >= 8 && rows.map(({ event }) => TakeEvent.parse(event));
  });
  expect(events).toEqual([
    { kind: 'playhead', playhead },
    { kind: 'waiting', waiting: false },
    { kind: 'speaker', personId: null },
    { kind: 'playhead', playhead: { ...playhead, playing: true } },
    { kind: 'speaker', personId: teacher.id },
    { kind: 'waiting', waiting: true },
    { kind: 'waiting', waiting: false },
    { kind: 'playhead', playhead: null },
  ]);
});
