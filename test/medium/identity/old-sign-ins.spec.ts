import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { OldSignIns } from '../../../apps/worker/src/identity/old-sign-ins.ts';
import { World } from '../../support/world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const clock = new TestClock(Date.now());
let world: World;
let old: OldSignIns;
beforeAll(async () => {
  world = await World.open({}, clock);
  old = new OldSignIns(world.services.db, clock);
});
afterAll(() => world.close());

const rows = async (table: 'authSession' | 'authVerification' | 'invitation') =>
  (await world.services.db.selectFrom(table).select('id').execute()).length;

test('a sign-in and a link in a mail go when they are over, an invitation ninety days after', async () => {
  const { id: organisationId, administrator } = await world.school();
  const invitation = { name: 'Docent', email: 'docent@example.org', role: 'member', language: 'nl' } as const;
  const { status } = await world.call(administrator, organisationRoutes.invite, {
    params: { organisationId },
    body: { ...invitation, endsAt: null },
  });
  expect(status).toBe(201);
  const expiresAt = new Date(clock.now() + DAY_MS);
  await world.services.db
    .insertInto('authVerification')
    .values({ identifier: 'a link', value: 'of somebody', expiresAt })
    .execute();
  await old.forget();
  expect([await rows('authSession'), await rows('authVerification'), await rows('invitation')]).toEqual([1, 1, 1]);
  clock.advance(31 * DAY_MS);
  await old.forget();
  expect([await rows('authSession'), await rows('authVerification'), await rows('invitation')]).toEqual([0, 0, 1]);
  clock.advance(90 * DAY_MS);
  await old.forget();
  expect(await rows('invitation')).toBe(0);
});
