import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { identityRoutes } from '@lesblik/shared/identity';
import { until } from '../support/until.ts';
import { PASSWORD, type Somebody, World } from '../support/world.ts';

let world: World;
let known: Somebody;
beforeAll(async () => {
  world = await World.open();
  known = await world.person('Docent');
});
afterAll(() => world.close());

const me = async (somebody: Somebody) => {
  const { status, headers, body } = await world.call(somebody, identityRoutes.me, {});
  return [status, body.code, headers.get('retry-after')];
};
const OK = [200, undefined, null];
const AGAIN = [503, 'unavailable', '1'];

test('who asks while no line to the database comes free is told to try again, and may', async () => {
  const other = await world.person('Coach');
  expect(await me(known)).toEqual(OK);
  const { pool } = world.services;
  const lines = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  try {
    // Of the one it is known who they are, of the other that has to be asked first.
    expect(await Promise.all([me(known), me(other)])).toEqual([AGAIN, AGAIN]);
  } finally {
    for (const line of lines) line.release();
  }
  expect([await me(known), await me(other)]).toEqual([OK, OK]);
}, 40_000);

test('who signs in meanwhile is told the same, and nothing is said past the log', async () => {
  const { pool } = world.services;
  const lines = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const said = jest.spyOn(console, 'error').mockReturnValue();
  try {
    const answer = await fetch(`${world.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: known.email, password: PASSWORD }),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'unavailable']);
    expect(said).not.toHaveBeenCalled();
  } finally {
    said.mockRestore();
    for (const line of lines) line.release();
  }
}, 40_000);

test('what a link opens with is not in the log of what failed', async () => {
  const { pool, log } = world.services;
  const lines = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const logged = jest.spyOn(log, 'error').mockReturnValue();
  const secret = 'what-only-the-mail-says';
  try {
    const { status } = await fetch(`${world.url}/api/invitations/${secret}`);
    expect(status).toBe(503);
    const said = logged.mock.calls.map(([line]): unknown => line);
    expect(said).toContainEqual(expect.objectContaining({ route: '/api/invitations/:token', ids: {} }));
    expect(JSON.stringify(said)).not.toContain(secret);
  } finally {
    logged.mockRestore();
    for (const line of lines) line.release();
  }
}, 40_000);

test('who asks as the database ends their line is told the same', async () => {
  expect(await me(known)).toEqual(OK);
  const line = await world.services.pool.connect();
  try {
    await line.query('begin');
    await line.query('lock table membership in access exclusive mode');
    const asked = me(known);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await until(async () => (await line.query(end)).rows.length > 0);
    expect(await asked).toEqual(AGAIN);
  } finally {
    await line.query('rollback');
    line.release();
  }
  expect(await me(known)).toEqual(OK);
}, 40_000);
