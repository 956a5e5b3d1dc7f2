import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ObjectStore } from '@lesblik/server/storage/object-store';
import { batches, collect, putRaw, rawBytes, stores, type TestStore } from '../../support/stores.ts';

/** What every implementation of the storage port does. */
describe.each(stores)('objects in %s', (_name, start) => {
  let running: TestStore;
  let store: ObjectStore;

  beforeAll(async () => {
    running = await start();
    store = running.store;
  }, 200_000);
  afterAll(() => running.stop());

  test.each([0, 1, 100_000, 3_000_000])('an object of %d bytes comes back as it was', async (length) => {
    const bytes = randomBytes(length);
    await putRaw(store, `sizes/${length}`, bytes);
    expect(Buffer.compare(await rawBytes(store, `sizes/${length}`), bytes)).toBe(0);
    expect(await store.size(`sizes/${length}`)).toBe(length);
  });

  test('an object of several parts, come in odd pieces, comes back as it was', async () => {
    const pieces = Array.from({ length: 30 }, (_, index) => randomBytes(700_001 + index));
    await store.put('large', batches(...pieces));
    expect(Buffer.compare(await rawBytes(store, 'large'), Buffer.concat(pieces))).toBe(0);
    expect(await collect(store.listUnfinished('large'))).toEqual([]);
  });

  test('many small objects can be written beside each other while their folder empties again and again', async () => {
    const writer = async (name: number): Promise<void> => {
      for (let round = 0; round < 8; round += 1) {
        await putRaw(store, `busy/${round}/${name}`, randomBytes(10));
        await store.delete(`busy/${round}/${name}`);
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, name) => writer(name)));
    expect(await collect(store.list('busy/'))).toEqual([]);
  });

  test('opening gives the first bytes, any range and the whole size', async () => {
    const bytes = randomBytes(2_500_000);
    await putRaw(store, 'ranges', bytes);
    const object = await store.open('ranges', 32);
    expect(object.size).toBe(bytes.length);
    expect(Buffer.concat(await collect(object.first))).toEqual(bytes.subarray(0, 32));
    const ranges: [number, number][] = [
      [0, 1],
      [32, 1_200_000],
      [2_499_999, 2_500_000],
      [7, 7],
    ];
    for (const [from, to] of ranges) {
      expect(Buffer.compare(Buffer.concat(await collect(object.range(from, to))), bytes.subarray(from, to))).toBe(0);
    }
    await object.close();
  });

  test('an object that was opened and never read can be closed', async () => {
    await putRaw(store, 'unread', randomBytes(5_000_000));
    const object = await store.open('unread');
    await object.close();
    const begun = await store.open('unread');
    await begun.first[Symbol.asyncIterator]().next();
    await begun.close();
    expect(await store.size('unread')).toBe(5_000_000);
  });

  test('what is not there is missing, and deleting it is no error', async () => {
    await expect(store.open('nothing')).rejects.toMatchObject({ code: 'object_missing' });
    await expect(store.open('nothing', 10)).rejects.toMatchObject({ code: 'object_missing' });
    expect(await store.size('nothing')).toBeUndefined();
    expect(await store.size('nothing/below')).toBeUndefined();
    await store.delete('nothing');
  });

  test('an object can be replaced and deleted', async () => {
    await putRaw(store, 'replaced', Buffer.from('one'));
    await putRaw(store, 'replaced', Buffer.from('two'));
    expect((await rawBytes(store, 'replaced')).toString()).toBe('two');
    await store.delete('replaced');
    expect(await store.size('replaced')).toBeUndefined();
  });

  test('a list holds what begins with the prefix, with sizes, and nothing else', async () => {
    for (const key of ['list/a/1', 'list/a/2', 'list/ab', 'list/b', 'listed'])
      await putRaw(store, key, Buffer.alloc(key.length, 1));
    const keys = async (prefix: string) => (await collect(store.list(prefix))).map(({ key }) => key).sort();
    expect(await keys('list/')).toEqual(['list/a/1', 'list/a/2', 'list/ab', 'list/b']);
    expect(await keys('list/a')).toEqual(['list/a/1', 'list/a/2', 'list/ab']);
    expect(await keys('list/a/')).toEqual(['list/a/1', 'list/a/2']);
    expect(await keys('none/')).toEqual([]);
    expect(await collect(store.list('listed'))).toEqual([{ key: 'listed', size: 6 }]);
  });

  test('a list of more than a page is whole', async () => {
    const names = Array.from({ length: 1_050 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
    for (let at = 0; at < names.length; at += 50) {
      await Promise.all(names.slice(at, at + 50).map((name) => putRaw(store, name, Buffer.from('x'))));
    }
    expect((await collect(store.list('many/'))).map(({ key }) => key).sort()).toEqual(names);
  });

  test('a put that breaks off leaves what was there, and no rest', async () => {
    await putRaw(store, 'broken', Buffer.from('before'));
    async function* breaking() {
      for (let part = 0; part < 20; part += 1) yield [randomBytes(1_000_000)];
      throw new Error('broken off');
    }
    await expect(store.put('broken', breaking())).rejects.toThrow('broken off');
    expect((await rawBytes(store, 'broken')).toString()).toBe('before');
    expect(await collect(store.listUnfinished('broken'))).toEqual([]);
  });

  test('an object grows over many openings and appears when it is finished', async () => {
    const unit = () => randomBytes(store.appendUnit);
    const [one, two, rest] = [unit(), unit(), randomBytes(1000)];
    const token = await store.startGrowing('growing/film');
    for (const part of [one, two]) {
      const growing = await store.grow('growing/film', token);
      await growing?.append(copies(part.subarray(0, 10), part.subarray(10)));
      await growing?.sync();
      await growing?.close();
    }
    expect(await store.size('growing/film')).toBeUndefined();
    expect(await collect(store.list('growing/'))).toEqual([]);
    const [unfinished, ...others] = await collect(store.listUnfinished('growing/'));
    expect(unfinished).toMatchObject({ key: 'growing/film', token });
    expect(Math.abs(Date.now() - (unfinished?.touchedAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(others).toEqual([]);

    const growing = await store.grow('growing/film', token);
    expect(growing?.size).toBe(2 * store.appendUnit);
    await growing?.append(copies(rest));
    await growing?.finish();
    await growing?.close();
    expect(Buffer.compare(await rawBytes(store, 'growing/film'), Buffer.concat([one, two, rest]))).toBe(0);
    expect(await collect(store.listUnfinished('growing/'))).toEqual([]);
  });

  test('a growing object can be cut back and go on', async () => {
    const [one, two, other] = [
      randomBytes(store.appendUnit),
      randomBytes(store.appendUnit),
      randomBytes(store.appendUnit),
    ];
    const token = await store.startGrowing('cut');
    const growing = await store.grow('cut', token);
    await growing?.append(copies(one));
    await growing?.append(copies(two));
    await growing?.sync();
    await growing?.cut(store.appendUnit);
    await growing?.append(copies(other));
    await growing?.finish();
    await growing?.close();
    expect(Buffer.compare(await rawBytes(store, 'cut'), Buffer.concat([one, other]))).toBe(0);
  });

  test('an abandoned object is gone, and abandoning it again is no error', async () => {
    const token = await store.startGrowing('abandoned');
    const growing = await store.grow('abandoned', token);
    await growing?.append([randomBytes(store.appendUnit)]);
    await growing?.sync();
    await growing?.close();
    await store.abandon('abandoned', token);
    await store.abandon('abandoned', token);
    expect(await store.grow('abandoned', token)).toBeUndefined();
    expect(await collect(store.listUnfinished('abandoned'))).toEqual([]);
    expect(await store.size('abandoned')).toBeUndefined();
  });

  test('it answers when asked whether it is there', async () => {
    await expect(store.check()).resolves.toBeUndefined();
    const free = await store.freeBytes();
    expect(free === undefined || free > 0).toBe(true);
  });
});

/** The store empties what it is given. */
const copies = (...all: Buffer[]) => all.map((bytes) => Buffer.from(bytes));
