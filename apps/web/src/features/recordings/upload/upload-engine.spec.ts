import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDB } from 'idb';
import type { startAnew } from '../../identity/auth.ts';
import type { forget, keep, KeptUpload } from './kept-uploads.ts';
import type { uploadEngine } from './upload-engine.ts';

const [ANNA, BRAM] = ['anna', 'bram'] as const;
/** All that is kept on the device, whoever's it is. */
async function onDevice(): Promise<KeptUpload[]> {
  const db = await openDB('lesblik-uploads');
  const all = (await db.getAll('kept')) as KeptUpload[];
  db.close();
  return all;
}

let page: { engine: typeof uploadEngine; keep: typeof keep; forget: typeof forget; startAnew: typeof startAnew };
let asked: string[];
/** What the server has of each lesson; of another it says that it does not exist. */
let lessons: Record<string, object>;

const film = (recordingId: string, personId?: string) =>
  ({
    ...(personId !== undefined && { personId }),
    ...{ recordingId, title: `Les ${recordingId}`, fileName: `${recordingId}.mp4`, bytes: 10, lastModified: 1 },
  }) as KeptUpload;
const idsOf = (personId: string) => page.engine.itemsOf(personId).map(({ recordingId }) => recordingId);
const keptIds = async () => (await onDevice()).map(({ recordingId }) => recordingId).toSorted();

beforeAll(async () => {
  const target = new EventTarget();
  Object.assign(globalThis, {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    addEventListener: target.addEventListener.bind(target),
    fetch: async (path: string) => {
      asked.push(path);
      const lesson = lessons[path.split('/').at(-1) ?? ''];
      return Response.json(lesson ?? { code: 'not_found' }, { status: lesson === undefined ? 404 : 200 });
    },
  });
  const [engine, store, auth] = await Promise.all([
    import('./upload-engine.ts'),
    import('./kept-uploads.ts'),
    import('../../identity/auth.ts'),
  ]);
  page = { engine: engine.uploadEngine, keep: store.keep, forget: store.forget, startAnew: auth.startAnew };
});

afterAll(() => page.startAnew());

beforeEach(async () => {
  asked = [];
  lessons = { one: { state: 'uploading' }, two: { state: 'uploading' } };
  await page.engine.restore('nobody');
  for (const id of ['gone', 'old', 'one', 'two']) await page.forget(id);
});

test('who signs in on the same device sees, asks for and forgets nothing of another’s uploads', async () => {
  for (const kept of [film('one', ANNA), film('gone', ANNA), film('old'), film('two', BRAM)]) await page.keep(kept);
  await page.engine.restore(BRAM);
  expect([idsOf(BRAM), asked]).toEqual([['two'], ['/api/recordings/two']]);
  expect(await keptIds()).toEqual(['gone', 'old', 'one', 'two']);
});

test('who comes back finds one’s own, and what the server knows no more is forgotten', async () => {
  for (const kept of [film('one', ANNA), film('gone', ANNA)]) await page.keep(kept);
  await page.engine.restore(ANNA);
  expect([idsOf(ANNA), await keptIds()]).toEqual([['one'], ['one']]);
});

test('nothing that is under way is shown to who signs in next in the same tab, nor goes on in their name', async () => {
  await page.keep(film('one', ANNA));
  await page.engine.restore(ANNA);
  expect(page.engine.giveFile('one', new File(['0123456789'], 'one.mp4', { lastModified: 1 }))).toBe(true);
  await page.engine.pause('one');
  expect(idsOf(BRAM)).toEqual([]);
  await page.startAnew();
  asked = [];
  expect(idsOf(ANNA)).toEqual([]);
  await page.engine.goOn('one');
  await page.engine.restore(BRAM);
  expect([idsOf(BRAM), asked, await keptIds()]).toEqual([[], [], ['one']]);
});

test('a film is kept for who chose it, also where somebody else is signed in by then', async () => {
  await page.engine.restore(BRAM);
  await page.engine.add(ANNA, { id: 'one', title: 'Les one' }, new File(['0'], 'one.mp4'));
  expect(idsOf(BRAM)).toEqual([]);
  expect((await onDevice()).map(({ personId }) => personId)).toEqual([ANNA]);
  await page.engine.restore(ANNA);
  expect(idsOf(ANNA)).toEqual(['one']);
});
