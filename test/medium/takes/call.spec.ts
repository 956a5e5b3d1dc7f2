import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { TrackRecord } from '@lesblik/server/takes/track-journal';
import { CONSENT_TEXT_VERSION, type ConsentAnswer } from '@lesblik/shared/room-events';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import type { CallClient } from '../../support/call-client.ts';
import { callServices } from '../../support/call-services.ts';
import { MadeCall } from '../../support/made-call.ts';
import { readRtp } from '../../support/made-rtp.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

const PICTURE_CLOCK = 90_000;

let world: World;
let scene: CallScene;
let call: Call;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());
afterEach(() => call.close());

const answer = (page: CallClient, takeId: string, said: ConsentAnswer) =>
  page.ask('room:consent', { takeId, answer: said, textVersion: CONSENT_TEXT_VERSION });

test('two people over WebRTC: who agrees is recorded in every layer with the clock of each, who refuses is not', async () => {
  const { teacher, coach } = scene;
  const roomId = await plan(world, scene);
  call = new Call(world, roomId);
  const host = await call.host(teacher);
  const guest = await call.guest(host, coach);
  await host.produce('microphone', call.tone());
  await host.produce('camera', call.picture(640, 480), { simulcast: true });
  await guest.produce('microphone', call.tone(880));
  await guest.produce('camera', call.picture());

  const { takeId } = await guest.ask('room:ask-consent', {});
  await answer(guest, takeId, 'no');
  await host.sees(({ take }) => take?.state === 'asking' && take.answers.some((one) => one.answer === 'no'));
  await answer(host, takeId, 'yes');
  await guest.sees(({ take }) => take?.state === 'running');

  const recorded = await MadeCall.join(callServices(world), roomId);
  try {
    const ssrcsOf = (records: TrackRecord[]) =>
      new Set(records.flatMap((r) => (r.kind === 'packet' ? [readRtp(r.packet).ssrc] : [])));
    const camera = await until(
      async () => {
        const all = [...(await recorded.stored(teacher.id)).values()];
        // Of each layer that was sent the sender's clock is known.
        const known = all.every((records) => {
          const reported = new Set(records.flatMap((r) => (r.kind === 'report' ? [r.ssrc] : [])));
          return [...ssrcsOf(records)].every((ssrc) => reported.has(ssrc));
        });
        return all.length === 2 && known ? all.find((records) => ssrcsOf(records).size > 1) : undefined;
      },
      40_000,
      'a voice and a camera in layers, with their clocks',
    );
    for (const report of camera.flatMap((r) => (r.kind === 'report' ? [r] : []))) {
      // By the sender's clock a packet lies as far from a report as they came apart, but for a busy machine's delay:
      // the clocks of two layers begin anywhere within 13 hours.
      for (const record of camera) {
        if (record.kind !== 'packet') continue;
        const { ssrc, timestamp } = readRtp(record.packet);
        if (ssrc !== report.ssrc) continue;
        const sentApart = ((timestamp - report.rtpTime) | 0) / PICTURE_CLOCK;
        expect(Math.abs(sentApart - (record.arrivedAt - report.arrivedAt) / 1_000)).toBeLessThan(10);
      }
    }
    expect(await recorded.stored(coach.id)).toEqual(new Map());
    await guest.ask('room:stop-recording', { takeId });
    await host.sees(({ take }) => take?.ended === 'by_person');
    expect(await recorded.stored(coach.id)).toEqual(new Map());
  } finally {
    recorded.close();
  }
});
