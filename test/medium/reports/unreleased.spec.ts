import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportRoutes } from '@lesblik/shared/reports';
import { allRoutes } from '@lesblik/shared/routes';
import { type Cast, castOf, type Role, setScene } from '../../support/scene.ts';
import { World } from '../../support/world.ts';

let world: World;
let cast: Cast;

beforeAll(async () => {
  world = await World.open();
  cast = await castOf(world);
});
afterAll(() => world.close());

test('a report: what is released for all four, what is not for coachee and coach, and nothing once it is withdrawn', async () => {
  const scene = await setScene(world, cast);
  const { trajectoryId, reportId, suggestionId } = scene;
  const ids: Record<string, unknown> = { ...scene, organisationId: cast.organisationId };
  const everyone = Object.keys(cast).filter((name) => name !== 'organisationId') as Role[];
  const paths = allRoutes
    .filter(({ route }) => route.method === 'GET' && !route.open)
    .map(({ route }) => route.path.replace(/:(\w+)/g, (_, name: string) => String(ids[name])));
  /** Where words are found, and by whom. */
  const read = async (...words: string[]) => {
    const found: Record<string, Role[]> = {};
    for (const path of paths)
      for (const role of everyone) {
        const headers = { cookie: scene.cast[role]?.cookie ?? '' };
        const text = await (await fetch(`${world.url}/api${path}`, { headers })).text();
        if (words.some((one) => text.includes(one))) found[path] = [...(found[path] ?? []), role];
      }
    return found;
  };
  const [evaluation, preview, report] = ['evaluation', 'report-preview', 'report'].map(
    (part) => `/trajectories/${trajectoryId}/${part}`,
  ) as [string, string, string];
  const both = ['owner', 'coach'];
  expect(await read('Onder ons: twijfel', 'Onder ons: een voorstel', suggestionId)).toEqual({ [evaluation]: both });
  const all = ['owner', 'coach', 'client', 'supervisor'];
  expect(await read('Vrijgegeven: rust')).toEqual({ [evaluation]: both, [preview]: both, [report]: all });
  expect((await world.call(cast.owner, reportRoutes.withdraw, { params: { reportId } })).status).toBe(204);
  expect(await read('Vrijgegeven: rust')).toEqual({ [evaluation]: both, [preview]: both });
  for (const role of ['owner', 'coach', 'client', 'supervisor'] as const) {
    const answer = await world.call(cast[role], reportRoutes.pdf, { params: { trajectoryId } });
    expect([role, answer.status, answer.body.code]).toEqual([role, 404, 'not_found']);
  }
});
