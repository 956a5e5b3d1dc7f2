import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Cast, castOf, type Role, type Scene, setScene } from '../support/scene.ts';
import { World } from '../support/world.ts';

let world: World;
let cast: Cast;

beforeAll(async () => {
  world = await World.open();
  cast = await castOf(world);
});
afterAll(() => world.close());

describe('a list holds nothing that its reader may not open', () => {
  /** Who finds this id anywhere in the answer. */
  const finders = async (scene: Scene, path: string, id: string) => {
    const found: Role[] = [];
    const everyone = Object.keys(cast).filter((name) => name !== 'organisationId') as Role[];
    for (const role of everyone) {
      const headers = { cookie: scene.cast[role]?.cookie ?? '' };
      const response = await fetch(`${world.url}/api${path}`, { headers });
      if ((await response.text()).includes(id)) found.push(role);
    }
    return found;
  };

  test('recordings and what waits at home: those who may watch', async () => {
    const scene = await setScene(world, cast);
    expect(await finders(scene, '/recordings', scene.recordingId)).toEqual(['owner', 'commenter', 'watcher']);
    // For its owner it is closed: consent for a pupil lacks.
    expect(await finders(scene, '/home/waiting', scene.recordingId)).toEqual(['owner', 'commenter', 'watcher']);
  });

  test('review calls: those invited', async () => {
    const scene = await setScene(world, cast);
    expect(await finders(scene, '/rooms', scene.roomId)).toEqual(['owner', 'commenter']);
  });

  test('talks, their moments and actions: coachee and coach', async () => {
    const scene = await setScene(world, cast);
    const both = ['owner', 'coach'];
    const { trajectoryId, talkId, momentId, actionId } = scene;
    expect(await finders(scene, '/talks', talkId)).toEqual(both);
    expect(await finders(scene, `/trajectories/${trajectoryId}/talks`, talkId)).toEqual(both);
    expect(await finders(scene, `/talks/${talkId}/moments`, momentId)).toEqual(both);
    expect(await finders(scene, `/trajectories/${trajectoryId}/actions`, actionId)).toEqual(both);
    // Pinned to a talk, a lesson is still only for those it is shared with.
    expect(await finders(scene, `/talks/${talkId}/moments`, scene.recordingId)).toEqual(['owner']);
    for (const path of [
      '/home/waiting',
      '/trajectories',
      `/trajectories/${trajectoryId}`,
      `/trajectories/${trajectoryId}/talk-dates`,
    ])
      for (const id of [talkId, momentId, actionId])
        expect(await finders(scene, path, id)).toEqual(expect.not.arrayContaining(['client', 'supervisor']));
  });

  test('trajectories: those who have a part in it', async () => {
    const scene = await setScene(world, cast);
    const part = ['owner', 'coach', 'client', 'supervisor'];
    expect(await finders(scene, '/trajectories', scene.trajectoryId)).toEqual(part);
  });

  test('requests: those with a part in it and the coach who was asked; who files it alone reads whom else', async () => {
    const scene = await setScene(world, cast);
    const part = ['owner', 'commenter', 'client', 'supervisor'];
    expect(await finders(scene, '/trajectory-requests', scene.requestId)).toEqual(part);
    expect(await finders(scene, `/trajectory-requests/${scene.requestId}`, cast.commenter.id)).toEqual([
      'commenter',
      'client',
    ]);
  });

  test('a trajectory’s page: what was said, agreed and estimated is for coachee and coach', async () => {
    const scene = await setScene(world, cast);
    const overview = `/trajectories/${scene.trajectoryId}/overview`;
    for (const words of ['Onrust bij de start', 'We bellen op vrijdag']) {
      expect(await finders(scene, overview, words)).toEqual(['owner', 'coach']);
    }
    expect(await finders(scene, overview, scene.changeId)).toEqual(['owner', 'client']);
    await world.services.db
      .updateTable('coachChange')
      .set({ state: 'refused', answeredBy: cast.owner.id, answeredAt: new Date(), message: 'Liever iemand van buiten' })
      .where('id', '=', scene.changeId)
      .execute();
    expect(await finders(scene, overview, 'Liever iemand van buiten')).toEqual(['owner', 'client']);
    const pairs = `/organisations/${cast.organisationId}/coached-pairs`;
    expect(await finders(scene, pairs, 'Liever iemand van buiten')).toEqual([]);
  });
});
