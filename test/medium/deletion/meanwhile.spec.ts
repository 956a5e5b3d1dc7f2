import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { Problem } from '@lesblik/shared/problems';
import pg from 'pg';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { storedOf, storedRecording } from '../../support/deletions.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';
import { until } from '../../support/until.ts';

const LONG_MS = 150_000;

let world: MediaWorld;
let worker: Services;
/** Asked before an object goes. */
let beforeErasing: () => Promise<void> = async () => {};

beforeAll(async () => {
  world = await mediaWorld();
  const services = await openServices({ ...world.config, logLevel: 'silent' });
  const store = createObjectStore(services.config.storage);
  const held = new Proxy(store, {
    get(target, name) {
      if (name === 'delete') return async (key: string) => (await beforeErasing(), target.delete(key));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  worker = { ...services, storage: new EncryptedStorage(held, await KeyStore.open(services.config.keys)) };
  await startWorker(worker);
}, 60_000);
afterAll(async () => {
  await worker.shutdown.end();
  await world.close();
});

const order = (id: string) =>
  world.database.db.selectFrom('deletionOrder').selectAll().where('recordingId', '=', id).executeTakeFirstOrThrow();
const remove = (id: string) => world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });
const certified = (id: string) =>
  until(async () => (await order(id).catch(() => undefined))?.certifiedAt ?? undefined, LONG_MS, 'a certificate');

test(
  'while the storage refuses it says that it is not yet done, nobody can look, and it goes on by itself',
  async () => {
    let refuses = true;
    beforeErasing = async () => {
      if (refuses) throw new Problem('storage_unavailable');
    };
    const id = await storedRecording(world, 12);
    const before = await storedOf(world, id);
    await remove(id);
    await until(async () => (await order(id)).problem === 'storage_unavailable', LONG_MS, 'what it waits for');
    expect(await order(id)).toMatchObject({ certifiedAt: null, erasedAt: null });
    expect((await order(id)).keyDestroyedAt).not.toBeNull();
    expect(await storedOf(world, id)).not.toEqual([]);
    refuses = false;
    await certified(id);
    expect(await storedOf(world, id)).toEqual([]);
    const { certificate, problem } = await order(id);
    expect(problem).toBeNull();
    expect(certificate).toMatchObject({ certificate: { objects: before } });
  },
  2 * LONG_MS,
);

test(
  'a database that goes away in the middle and comes back keeps nothing of it',
  async () => {
    let reached: () => void = () => {};
    const erasing = new Promise<void>((resolve) => (reached = resolve));
    let goOn: () => void = () => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    beforeErasing = async () => {
      reached();
      await gate;
    };
    const id = await storedRecording(world, 12);
    const before = await storedOf(world, id);
    await remove(id);
    await erasing;

    const url = new URL(world.database.url);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const outside = new pg.Client({ connectionString: url.href });
    await outside.connect();
    await outside.query(`alter database ${name} allow_connections false`);
    await outside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    goOn();
    beforeErasing = async () => {};
    await expect(world.database.db.selectFrom('recording').select('id').execute()).rejects.toThrow(/connection/);
    await outside.query(`alter database ${name} allow_connections true`);
    await outside.end();

    await certified(id);
    expect(await storedOf(world, id)).toEqual([]);
    expect((await order(id)).certificate).toMatchObject({ certificate: { objects: before } });
  },
  2 * LONG_MS,
);
