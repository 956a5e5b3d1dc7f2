import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { socketRequests } from '@lesblik/shared/sockets';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { keepPeople } from '../support/keep-people.ts';
import { eventRows } from '../support/matrix/event-rows.ts';
import { type Connected, Live } from '../support/matrix/live.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';
import { ReviewPage } from '../support/review-page.ts';
import { setScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

let live: Live | undefined;
let heal: () => Promise<void>;

beforeAll(async () => {
  await openStage();
  heal = await keepPeople(world);
});
afterEach(() => live?.close());
afterAll(() => world.close());

test('every request that a page can send over its socket is in the matrix, once', () => {
  expect(eventRows.map(({ name }) => name).toSorted()).toEqual(Object.keys(socketRequests).toSorted());
});

test('nobody gets a line without being signed in, and none with a sign-in of an account that was ended', async () => {
  for (const one of [cast.nobody, cast.ended])
    await expect(ReviewPage.open(world.url, one)).rejects.toThrow('not_signed_in');
});

describe('who gets what', () => {
  test.each(eventRows.map((row) => [row.name, row] as const))('%s', async (name, { given, answers }) => {
    live = new Live(await setScene(world, cast));
    const payload = await given(live);
    const got: Record<string, string> = {};
    // Those who are refused come first: what they tried must not have happened.
    const roles = (Object.keys(answers) as Connected[]).toSorted((a, b) =>
      answers[a] === 'ok' ? 1 : answers[b] === 'ok' ? -1 : 0,
    );
    for (const role of roles) got[role] = await live.ask(role, name, payload);
    expect(got).toEqual(answers);
  });
});

describe('an account that is ended while its pages are open', () => {
  test.each(eventRows.map((row) => [row.name, row] as const))(
    '%s does nothing more',
    async (name, { given, answers }) => {
      live = new Live(await setScene(world, cast));
      const payload = await given(live);
      const page = await live.page('owner');
      const params = { organisationId: cast.organisationId, personId: cast.owner.id };
      const next = until(async () => !page.socket.connected, 5_000, 'the end of the line');
      try {
        expect((await world.call(cast.administrator, organisationRoutes.removeMember, { params })).status).toBe(204);
        const answer = await live.ask('owner', name, payload).catch(() => 'no answer');
        // What anybody may ask may still be answered until the line is cut.
        const nothing =
          answers.outsider === 'ok' ? ['no answer', 'ok'] : ['no answer', 'not_found', 'room_not_entered'];
        expect(nothing).toContain(answer);
        await next;
      } finally {
        await heal();
      }
    },
  );
});
