import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '@lesblik/shared/route';
import { allRoutes } from '@lesblik/shared/routes';
import { type Role, setScene } from '../support/scene.ts';
import type { Answers } from '../support/matrix/answers.ts';
import { matrix } from '../support/matrix/rows.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';

beforeAll(openStage);
afterAll(() => world.close());

test('every route of the contract is in the matrix, once', () => {
  const named = (route: Route) => allRoutes.find((one) => one.route === route)?.name;
  expect(matrix.map(({ route }) => named(route))).toEqual(expect.arrayContaining(allRoutes.map(({ name }) => name)));
  expect(matrix).toHaveLength(allRoutes.length);
});

describe('who gets what', () => {
  const rows = matrix.map((one) => [allRoutes.find(({ route }) => route === one.route)?.name ?? '', one] as const);

  test.each(rows)('%s', async (_, { answers, send }) => {
    const scene = await setScene(world, cast);
    const got: Partial<Answers> = {};
    // Those who are refused come first: what they tried must not have happened.
    const roles = (Object.keys(answers) as Role[]).toSorted((a, b) => answers[b] - answers[a]);
    for (const role of roles) got[role] = (await send(scene, role)).status;
    expect(got).toEqual(answers);
  });
});
