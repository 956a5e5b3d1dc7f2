import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { homeRoutes } from '@lesblik/shared/home';
import { reportRoutes } from '@lesblik/shared/reports';
import { sealRoutes } from '@lesblik/shared/seals';
import { lesson, share } from '../support/recordings.ts';
import { toPhase } from '../support/reports.ts';
import { type Pair, pairOf } from '../support/talks.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  pair = await pairOf(world);
});

const waiting = async (as: Somebody, kind: 'look_apart' | 'report_suggested') =>
  (await world.call(as, homeRoutes.waiting, {})).body.items.filter((item) => item.kind === kind);

test('who looks apart and is not done finds it on the first page, and that the other is done; nobody else does', async () => {
  const { teacher, coach, colleague, organisationId, trajectoryId } = pair;
  const recordingId = await lesson(world, organisationId, teacher, { trajectoryId });
  for (const grantee of [coach, colleague]) await share(world, recordingId, teacher, grantee);
  const params = { recordingId };
  const release = (as: Somebody, released: boolean) =>
    world.call(as, sealRoutes.release, { params, body: { released } });
  const apart = async (as: Somebody) =>
    (await waiting(as, 'look_apart')).map((item) => 'done' in item && [item.name, item.done]);
  await world.call(teacher, sealRoutes.start, { params, body: { coachId: coach.id } });
  expect([await apart(teacher), await apart(coach), await apart(colleague)]).toEqual([
    [['Coach', false]],
    [['Docent', false]],
    [],
  ]);
  await release(coach, true);
  expect([await apart(teacher), await apart(coach)]).toEqual([[['Coach', true]], []]);
  await release(teacher, true);
  expect([await apart(teacher), await apart(coach)]).toEqual([[], []]);
});

test('other words for the final evaluation wait for the coachee alone, until they are answered', async () => {
  const { teacher, coach, client, trajectoryId } = pair;
  await toPhase(world, pair, 'final_evaluation');
  const params = { trajectoryId };
  const suggested = async (as: Somebody) =>
    (await waiting(as, 'report_suggested')).map((item) => 'count' in item && item.count);
  for (const key of ['learned', 'hold_on'] as const)
    await world.call(coach, reportRoutes.suggest, { params, body: { key, text: 'Rust' } });
  expect([await suggested(teacher), await suggested(coach), await suggested(client)]).toEqual([[2], [], []]);
  const { body } = await world.call(coach, reportRoutes.evaluation, { params });
  for (const { id } of body.suggestions)
    await world.call(coach, reportRoutes.takeBack, { params: { suggestionId: id } });
  expect(await suggested(teacher)).toEqual([]);
});
