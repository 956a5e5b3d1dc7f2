import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Call, callScene, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
import { startTurnServer, type TurnServer } from '../../support/turn-server.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

let turn: TurnServer;
let world: World;

beforeAll(async () => {
  turn = await startTurnServer();
  world = await World.open({ TURN_URLS: turn.url, TURN_SECRET: turn.secret });
});
afterAll(async () => {
  await world.close();
  await turn.stop();
});

/** How a page's own end of a line that is in use was found. */
const ownEnd = (transport: CallClient['send']): Promise<string> =>
  until(async () => {
    const stats = [...((await transport?.getStats())?.values() ?? [])] as Record<string, unknown>[];
    const pair = stats.find(({ type, state }) => type === 'candidate-pair' && state === 'succeeded');
    const own = stats.find(({ id }) => id !== undefined && id === pair?.['localCandidateId']);
    return own?.['candidateType'] as string | undefined;
  });

test('where nothing else gets through, a call goes through the relay with the credentials it was given', async () => {
  const scene = await callScene(world);
  const call = new Call(world, await plan(world, scene));
  try {
    const host = await call.host(scene.teacher);
    const guest = await call.guest(host, scene.coach, false);
    const { routerRtpCapabilities, iceServers } = await guest.enter(false);
    expect(iceServers).toEqual([
      { urls: [turn.url], username: expect.stringContaining(scene.coach.id), credential: expect.any(String) },
    ]);
    await guest.connectMedia(routerRtpCapabilities, { relay: true });
    await host.produce('microphone', call.tone());
    const heard = call.listen((await guest.consume(await guest.track(scene.teacher.id, 'microphone'))).track);
    await until(() => heard.loudest > 1000, 15_000, 'sound through the relay');
    expect(await ownEnd(guest.receive)).toBe('relay');
    expect(await ownEnd(host.send)).not.toBe('relay');
  } finally {
    call.close();
  }
});
