import { expect, test } from '@jest/globals';
import { Lane } from './lane.ts';

function fakeProcess() {
  const calls: string[] = [];
  return { calls, pause: () => void calls.push('pause'), resume: () => void calls.push('resume') };
}

test('background processes stand still from the first waiting person to the last', async () => {
  const lane = new Lane();
  const running = fakeProcess();
  const background = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const work = lane.background(async (onProcess) => {
    onProcess(running);
    await background.promise;
  });
  const waits = [lane.urgent(() => first.promise), lane.urgent(() => second.promise)];
  expect(running.calls).toEqual(['pause']);
  first.resolve();
  await waits[0];
  expect(running.calls).toEqual(['pause']);
  second.resolve();
  await waits[1];
  expect(running.calls).toEqual(['pause', 'resume']);
  background.resolve();
  await work;
});

test('a background process that starts while somebody waits begins standing still, and one that ended is left alone', async () => {
  const lane = new Lane();
  const prepared = Promise.withResolvers<void>();
  const urgent = Promise.withResolvers<void>();
  const ended = fakeProcess();
  const work = lane.background(async (onProcess) => {
    await prepared.promise;
    onProcess(ended);
  });
  const wait = lane.urgent(() => urgent.promise);
  prepared.resolve();
  await work;
  urgent.resolve();
  await wait;
  expect(ended.calls).toEqual(['pause']);
});

test('background work begins once nobody waits', async () => {
  const lane = new Lane();
  const urgent = Promise.withResolvers<void>();
  const wait = lane.urgent(() => urgent.promise);
  const begun: boolean[] = [];
  let waited = true;
  const work = lane.background(async () => void begun.push(waited));
  await Promise.resolve();
  expect(begun).toEqual([]);
  waited = false;
  urgent.resolve();
  await Promise.all([wait, work]);
  expect(begun).toEqual([false]);
});

test('a piece that fails lets the background go on', async () => {
  const lane = new Lane();
  const running = fakeProcess();
  const background = Promise.withResolvers<void>();
  const work = lane.background(async (onProcess) => {
    onProcess(running);
    await background.promise;
  });
  await expect(lane.urgent(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(running.calls).toEqual(['pause', 'resume']);
  background.resolve();
  await work;
});
