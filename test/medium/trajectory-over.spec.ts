import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commentRoutes } from '@lesblik/shared/comments';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { setScene } from '../support/scene.ts';
import { answered, inTrajectories } from '../support/matrix/ended.ts';
import { matrix } from '../support/matrix/rows.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';

beforeAll(openStage);
afterAll(() => world.close());

describe('a trajectory that is over', () => {
  const over = [
    ['closed', { phase: 'closed' }],
    ['stopped', { standing: 'stopped' }],
  ] as const;
  const rows = inTrajectories.flatMap(([name, one]) => over.map(([how, change]) => [name, how, change, one] as const));

  test.each(rows)('%s, %s', async (_, __, change, { route, answers, send }) => {
    const scene = await setScene(world, cast);
    const role = answered(answers);
    const end = () =>
      world.services.db.updateTable('trajectory').set(change).where('id', '=', scene.trajectoryId).execute();
    const answer = await send(scene, role, end);
    if (route.method === 'GET') expect(answer.status).toBe(200);
    else {
      expect(answer).toEqual({ status: 409, code: 'trajectory_over' });
      // What is answered stands in the contract, and so in OpenAPI.
      expect(route.problems).toContain('trajectory_over');
    }
  });

  test.each(over)('no call is begun in it, %s', async (_, change) => {
    const { trajectoryId } = await setScene(world, cast);
    await world.services.db.updateTable('trajectory').set(change).where('id', '=', trajectoryId).execute();
    const body = { title: 'Kijkgesprek', trajectoryId, personIds: [cast.member.id] };
    const answer = await world.call(cast.owner, roomRoutes.create, { body });
    expect(answer.body).toMatchObject({ code: 'trajectory_over' });
    expect(roomRoutes.create.problems).toContain('trajectory_over');
  });

  test('the owner’s lessons stay the owner’s: shared, described and deleted as ever', async () => {
    const scene = await setScene(world, cast);
    const { trajectoryId, recordingId } = scene;
    await world.services.db.updateTable('trajectory').set({ phase: 'closed' }).where('id', '=', trajectoryId).execute();
    for (const [route, status] of [
      [grantRoutes.give, 201],
      [grantRoutes.withdraw, 204],
      [commentRoutes.add, 201],
      [recordingRoutes.update, 200],
      [recordingRoutes.remove, 204],
    ] as const) {
      const found = matrix.find((one) => one.route === route);
      expect([recordingId, await found?.send(scene, 'owner')]).toEqual([recordingId, { status }]);
    }
  });
});
