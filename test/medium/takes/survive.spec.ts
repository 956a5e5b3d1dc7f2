import { mkdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { callServices } from '../../support/call-services.ts';
import { MadeCall, mark } from '../../support/made-call.ts';
import { mortalCall, sentAs } from '../../support/mortal-call-process.ts';
import { createApp } from '../../../apps/api/src/app.ts';
import { openServices } from '../../../apps/api/src/base/services.ts';
import { limitBytes, testBucket } from '../../support/s3/test-bucket.ts';
import { takeRow } from '../../support/take-scene.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const LONG_MS = 120_000;

let plain: World;
let world: World;
let teacher: Somebody;
let coach: Somebody;
let call: MadeCall;
let closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  plain = await World.open();
});
afterAll(() => plain.close());

async function open(inWorld = plain): Promise<void> {
  world = inWorld;
  const schoolId = (await world.school()).id;
  teacher = await world.member(schoolId, 'Docent');
  coach = await world.member(schoolId, 'Coach');
  call = await MadeCall.open(callServices(world), teacher, schoolId);
}
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  closing.splice(0, 0, async () => call.close());
  closing.push(() => call.takes.roomEnded(call.roomId));
  for (const close of closing.toReversed()) await close();
});

async function begun(): Promise<string> {
  call.enter(teacher, coach);
  return call.begin([teacher], [coach]);
}

/** As when its last sign of life was longer ago than a take is left alone. */
async function aMinuteAgo(takeId: string): Promise<void> {
  const aliveAt = new Date(Date.now() - 61_000);
  await world.services.db.updateTable('roomTake').set({ aliveAt }).where('id', '=', takeId).execute();
}

describe('a recording of a call', () => {
  test(
    'whose API is killed loses at most two seconds; it goes on with whoever said yes, and is composed when nobody comes back',
    async () => {
      await open();
      const options = { roomId: call.roomId, teacher, coach };
      const api = mortalCall(options, {
        ...{ DATA_DIR: world.folder, DATABASE_URL: world.services.config.database.url },
      });
      await until(async () => (await call.packets(teacher.id)).length > 150, 60_000, 'some seconds of packets');
      await api.kill();
      const lastSent = api.lastSent();
      const stored = await call.stored(teacher.id);
      expect(stored.size).toBe(2);
      for (const records of stored.values()) {
        const sent = records.flatMap((record) => (record.kind === 'packet' ? [sentAs(record.packet)] : []));
        expect(lastSent - (sent.at(-1)?.at ?? 0)).toBeLessThanOrEqual(2_000);
        // Whole up to there.
        const numbers = sent.map(({ number }) => number);
        expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
      }

      call.enter(teacher, coach);
      await call.takes.resume(call.roomId);
      expect(call.take).toMatchObject({ state: 'running' });
      expect(new Set(call.take?.answers.map(({ answer }) => answer))).toEqual(new Set(['yes', 'no']));
      const refused = await call.microphone(coach);
      const track = await call.microphone(teacher);
      refused.send('refused before');
      await call.flows(teacher.id, track);
      expect(await call.stored(coach.id)).toEqual(new Map());

      await call.takes.forget(call.roomId);
      const { id } = await world.services.db
        .selectFrom('roomTake')
        .select('id')
        .where('roomId', '=', call.roomId)
        .executeTakeFirstOrThrow();
      await call.takes.look();
      expect(await takeRow(world, id)).toMatchObject({ ended: null });
      await aMinuteAgo(id);
      await call.takes.look();
      expect(await takeRow(world, id)).toMatchObject({ ended: 'nobody_left', state: 'uploading' });
    },
    LONG_MS,
  );

  test('whose mediasoup worker is killed keeps what came, and goes on with the next', async () => {
    await open();
    await begun();
    const first = await call.microphone(teacher);
    await call.flows(teacher.id, first);
    const last = mark();
    first.send(last);
    // What the mediasoup worker received it has passed on.
    await until(async () => (await first.producer.getStats())[0] !== undefined);
    const gone = new Promise<void>((resolve) => call.worker.once('died', () => resolve()));
    process.kill(call.worker.pid, 'SIGKILL');
    await gone;
    call.takes.producerClosed(first.producer.id);
    await call.holds(teacher.id, last);
    await call.renewRouter();
    await call.flows(teacher.id, await call.microphone(teacher));
    expect((await call.stored(teacher.id)).size).toBe(2);
    expect(call.take).toMatchObject({ state: 'running' });
  });

  test(
    'with a store that is full ends, says so, and what was stored is safe',
    async () => {
      const { options: bucket, stop } = await testBucket();
      closing.push(stop);
      const onBucket = await World.open({
        ...{ S3_ENDPOINT: bucket.endpoint, S3_REGION: bucket.region, S3_BUCKET: bucket.bucket },
        ...{ S3_ACCESS_KEY_ID: bucket.accessKeyId, S3_SECRET_ACCESS_KEY: bucket.secretAccessKey },
      });
      closing.push(() => onBucket.close());
      await open(onBucket);
      const takeId = await begun();
      const track = await call.microphone(teacher);
      await call.flows(teacher.id, track);
      const kept = (await call.packets(teacher.id)).length;
      await limitBytes(bucket, 1);
      const told = new Promise<void>((resolve) => {
        call.takes.onChange(() => call.take?.ended === 'storage_full' && resolve());
      });
      const sending = setInterval(() => track.send(mark()), 20);
      closing.push(async () => clearInterval(sending));
      await told;
      clearInterval(sending);
      expect((await call.packets(teacher.id)).length).toBeGreaterThanOrEqual(kept);
      await until(async () => (await takeRow(world, takeId)).state === 'uploading');
      expect(await takeRow(world, takeId)).toMatchObject({ ended: 'storage_full' });
    },
    LONG_MS,
  );

  test(
    'on a disk that gets full ends within seconds and says so; what was recorded is safe',
    async () => {
      await open();
      const disk = join(world.folder, 'disk');
      await mkdir(disk, { recursive: true });
      const mount = `mount -t tmpfs -o size=72m tmpfs '${disk}' && exec "$@"`;
      const { database, keys } = world.services.config;
      const settings = { DATA_DIR: disk, KEYS_DIR: keys.dir, DATABASE_URL: database.url };
      const options = { roomId: call.roomId, teacher, coach, padding: 1_000 };
      const api = mortalCall(options, settings, ['unshare', '-Urm', 'sh', '-c', mount, 'sh']);
      closing.push(api.kill);
      const inside = join(`/proc/${api.pid}/root`, disk);
      await until(() => api.said('sent').length > 100, 60_000, 'two seconds of packets');
      const { bavail, bsize } = await statfs(inside);
      await writeFile(join(inside, 'ballast'), Buffer.alloc(bavail * bsize - 300_000));
      await until(() => api.said('ended').length > 0, 30_000, 'the end of a recording');
      expect(api.said('ended')[0]).toEqual(['storage_full']);

      // What is stored on that disk, read with the keys that lie elsewhere.
      const onDisk = new EncryptedStorage(
        createObjectStore({ kind: 'directory', path: join(inside, 'objects') }),
        await KeyStore.open(keys),
      );
      const { takes, db } = callServices(world);
      const recorded = await MadeCall.join({ takes, db, storage: onDisk }, call.roomId);
      closing.push(async () => recorded.close());
      const stored = [...(await recorded.stored(teacher.id)).values()];
      expect(stored).toHaveLength(2);
      for (const records of stored) {
        const numbers = records.flatMap((one) => (one.kind === 'packet' ? [sentAs(one.packet).number] : []));
        expect(numbers.length).toBeGreaterThan(50);
        expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
      }
      const row = db.selectFrom('roomTake').select(['id']).where('roomId', '=', call.roomId);
      const { id } = await row.executeTakeFirstOrThrow();
      await until(async () => (await takeRow(world, id)).state === 'uploading');
      expect(await takeRow(world, id)).toMatchObject({ ended: 'storage_full' });
    },
    LONG_MS,
  );

  test('that uses up what room its school has ends', async () => {
    await open();
    const takeId = await begun();
    const track = await call.microphone(teacher);
    await call.flows(teacher.id, track);
    await world.services.db.updateTable('organisation').set({ quotaBytes: 1 }).execute();
    // What flows is counted once it is stored, a moment later.
    await until(async () => {
      await call.takes.look();
      return (await takeRow(world, takeId)).ended !== null;
    });
    expect(await takeRow(world, takeId)).toMatchObject({ ended: 'storage_full', state: 'uploading' });
    expect((await takeRow(world, takeId)).bytes).toBeGreaterThan(0);
  });

  test('goes on for a minute with nobody there to be recorded, then ends by itself', async () => {
    await open();
    const takeId = await begun();
    await call.flows(teacher.id, await call.microphone(teacher));
    await aMinuteAgo(takeId);
    await call.takes.look();
    expect(call.take).toMatchObject({ state: 'running' });
    call.takes.personLeft(call.roomId, teacher.id);
    await call.takes.look();
    expect(call.take).toMatchObject({ state: 'running' });
    await aMinuteAgo(takeId);
    await call.takes.look();
    expect(call.take).toMatchObject({ state: 'ended', ended: 'nobody_left' });
    expect(await takeRow(world, takeId)).toMatchObject({ ended: 'nobody_left', state: 'uploading' });
  });

  test('whose end was cut off before the media worker was told is handed over at the next start', async () => {
    await open();
    const takeId = await begun();
    await call.flows(teacher.id, await call.microphone(teacher));
    await call.takes.forget(call.roomId);
    const longAgo = new Date(Date.now() - 10_000);
    const { db } = world.services;
    await db.updateTable('roomTake').set({ ended: 'by_person', endedAt: longAgo }).where('id', '=', takeId).execute();
    expect(await takeRow(world, takeId)).toMatchObject({ state: 'created' });
    const services = await openServices(world.services.config);
    closing.push(() => services.shutdown.end());
    const next = await createApp(services);
    closing.push(() => next.close());
    await next.init();
    await until(async () => (await takeRow(world, takeId)).state === 'uploading');
  });
});
