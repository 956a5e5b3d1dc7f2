import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '@lesblik/shared/routes';
import type { Express } from 'express';
import { addressRows, outsideContract, sentBy } from '../support/matrix/address-rows.ts';
import type { Answers } from '../support/matrix/answers.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';
import { type Role, setScene } from '../support/scene.ts';

beforeAll(openStage);
afterAll(() => world.close());

test('the server answers at no address that is neither of the contract nor named here', () => {
  const { router }: Express = world.app.getHttpAdapter().getInstance();
  const paths = router.stack.flatMap(({ route }) => (route === undefined ? [] : [route.path]));
  expect(paths.length).toBeGreaterThan(allRoutes.length);
  const known = [...allRoutes.map(({ route }) => `/api${route.path}`), ...Object.keys(outsideContract)];
  const isKnown = (path: string) =>
    known.some((one) => (one.endsWith('/docs*') ? path.startsWith('/api/docs') : one === path));
  expect(paths.filter((path) => !isKnown(path))).toEqual([]);
});

describe('who gets what', () => {
  test.each(addressRows.map((row) => [row.name, row] as const))('%s', async (_, { given, answers }) => {
    const request = await given(await setScene(world, cast));
    const got: Partial<Answers> = {};
    // Those who are refused come first: what they tried must not have happened.
    const roles = (Object.keys(answers) as Role[]).toSorted((a, b) => answers[b] - answers[a]);
    for (const role of roles) got[role] = await sentBy(role, request);
    expect(got).toEqual(answers);
  });
});
