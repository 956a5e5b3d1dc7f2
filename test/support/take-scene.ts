import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Clock } from '@lesblik/server/clock';
import { callServices } from './call-services.ts';
import { MadeCall, type MadeTrack } from './made-call.ts';
import { type Somebody, World } from './world.ts';

/** A teacher and a coach in a call of their own. */
export interface TakeScene {
  world: World;
  schoolId: string;
  teacher: Somebody;
  coach: Somebody;
  call: MadeCall;
}

/** One world for the tests of a file, a call for each; what it answers is there once a test runs. */
export function takeScene(clock?: Clock): TakeScene {
  const scene = {} as TakeScene;
  beforeAll(async () => {
    scene.world = await World.open({}, clock);
    scene.schoolId = (await scene.world.school()).id;
    scene.teacher = await scene.world.member(scene.schoolId, 'Docent');
    scene.coach = await scene.world.member(scene.schoolId, 'Coach');
  });
  afterAll(() => scene.world.close());
  beforeEach(async () => {
    scene.call = await MadeCall.open(callServices(scene.world), scene.teacher, scene.schoolId);
    scene.call.enter(scene.teacher, scene.coach);
  });
  afterEach(async () => {
    await scene.call.takes.roomEnded(scene.call.roomId);
    scene.call.close();
  });
  return scene;
}

/** Everything that this person could be recorded by. */
export const tracksOf = (call: MadeCall, of: Somebody): Promise<MadeTrack[]> =>
  Promise.all([call.microphone(of), call.camera(of), call.screen(of)]);

/** A take with its recording. */
export const takeRow = (world: World, takeId: string) =>
  world.services.db
    .selectFrom('roomTake')
    .innerJoin('recording', 'recording.id', 'roomTake.recordingId')
    .selectAll('recording')
    .select(['roomTake.ended', 'roomTake.endedBy', 'roomTake.endedAt', 'roomTake.startedAt'])
    .where('roomTake.id', '=', takeId)
    .executeTakeFirstOrThrow();
