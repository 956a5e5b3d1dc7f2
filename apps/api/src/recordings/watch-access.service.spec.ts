import { expect, test } from '@jest/globals';
import { systemClock } from '@lesblik/server/clock';
import { createLog } from '@lesblik/server/log';
import type { Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import type { RecordingAccessService, RecordingAccessView } from './recording-access.service.ts';
import { WatchAccessService } from './watch-access.service.ts';

const view: RecordingAccessView = {
  ...{ recordingId: 'lesson', organisationId: 'school', ownerId: 'teacher', trajectoryId: null, durationMs: 8000 },
  ...{ state: 'ready', playable: true, roles: ['watcher'], since: 0, endsAt: null },
  ...{ shown: null, cutId: null, hidingId: null },
};
const someoneSignedIn: Notice = { kind: 'sessions_changed' };
const withdrawn: Notice = { kind: 'access_ended', recordingId: 'lesson', personId: 'coach', reason: 'withdrawn' };

/** @param meanwhile what is heard while the n-th question is on its way; nothing: it is refused */
function setUp(meanwhile: (n: number) => Notice[] | undefined) {
  let hear: (notice: Notice) => void = () => undefined;
  const asked = { atTheDoor: 0, anew: 0, atOnce: 0, most: 0 };
  const bus = {
    hears: true,
    subscribe: (listener: typeof hear) => ((hear = listener), () => undefined),
    onReconnected: () => () => undefined,
  } as unknown as NoticeBus;
  const access = {
    async assertMay() {
      asked.atTheDoor += 1;
      if (asked.atTheDoor > 100) throw new Error('asked for ever');
      await Promise.resolve();
      const heard = meanwhile(asked.atTheDoor);
      if (heard === undefined) throw new Problem('not_found');
      heard.forEach(hear);
      return view;
    },
    async find() {
      asked.anew += 1;
      asked.atOnce += 1;
      asked.most = Math.max(asked.most, asked.atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      asked.atOnce -= 1;
      return view;
    },
  } as unknown as RecordingAccessService;
  const watching = new WatchAccessService(access, bus, systemClock, createLog('api', 'silent'));
  return { watching, asked, hear: (notice: Notice) => hear(notice) };
}

test('what was asked before a withdrawal is asked again after it', async () => {
  const { watching, asked } = setUp((n) => (n === 1 ? [withdrawn] : undefined));
  await expect(watching.enter('coach', 'lesson')).rejects.toMatchObject({ code: 'not_found' });
  expect(asked.atTheDoor).toBe(2);
});

test('somebody else’s withdrawal asks nothing again', async () => {
  const { watching, asked } = setUp(() => [
    { ...withdrawn, personId: 'other' },
    { ...withdrawn, recordingId: 'another' },
  ]);
  expect((await watching.enter('coach', 'lesson')).ended.aborted).toBe(false);
  expect(asked.atTheDoor).toBe(1);
});

test('a flood of sign-ins keeps nobody from watching, nor the database busy', async () => {
  const { watching, asked, hear } = setUp(() => [someoneSignedIn]);
  const { ended } = await watching.enter('coach', 'lesson');
  expect([asked.atTheDoor, ended.aborted]).toEqual([3, false]);
  for (let n = 0; n < 1000; n += 1) hear(someoneSignedIn);
  for (let n = 0; n < 10; n += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked.most).toBe(1);
  expect(asked.anew).toBeLessThanOrEqual(3);
});

test('access that ends over and over while it is asked is given up, not asked for ever', async () => {
  const { watching } = setUp(() => [withdrawn]);
  await expect(watching.enter('coach', 'lesson')).rejects.toMatchObject({ code: 'unavailable' });
});

test('who is refused gets nothing more of what was on its way, also before it was heard that access ended', async () => {
  const { watching, hear } = setUp((n) => (n === 1 ? [] : undefined));
  const { ended } = await watching.enter('coach', 'lesson');
  hear(someoneSignedIn);
  await expect(watching.enter('coach', 'lesson')).rejects.toMatchObject({ code: 'not_found' });
  expect(ended.aborted).toBe(true);
});
