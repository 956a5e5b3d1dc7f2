import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const policyOf = async (path: string) => {
  const { headers } = await fetch(`${world.url}${path}`);
  return Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
};

test('a page runs scripts of this server alone, and stands in nobody else’s page', async () => {
  const policy = await policyOf('/api/docs');
  expect(policy['script-src']).toBe("'self' 'wasm-unsafe-eval'");
  expect(policy).toMatchObject({ 'script-src-attr': "'none'", 'frame-ancestors': "'none'", 'base-uri': "'none'" });
});

test('what the API answers runs nothing, whatever a browser takes it for', async () => {
  for (const path of [
    '/api/health',
    '/API/health',
    '/api/recordings/x/hls/master.m3u8',
    '/api/auth/get-session',
    '/api',
  ]) {
    const policy = await policyOf(path);
    expect([path, policy['default-src'], policy['sandbox'], policy['script-src']]).toEqual([
      ...[path, "'none'", '', undefined],
    ]);
  }
});

test('what the API answers is kept by no cache, unless it says otherwise itself', async () => {
  const { id } = await world.school();
  const member = await world.member(id, 'Docent');
  const signedIn = { headers: { cookie: member.cookie } };
  const absent = '00000000-0000-4000-8000-000000000000';
  const kept: [string, RequestInit?][] = [
    ['/api/session'],
    ['/API/session', signedIn],
    ['/api/me', signedIn],
    ['/api/me'],
    [`/api/recordings/${absent}`, signedIn],
    [`/api/recordings/${absent}/hls/480/1.m4s`, signedIn],
    [`/api/organisations/${id}/logo`, signedIn],
    ['/api/nothing-of-ours'],
    ['/api/auth/list-sessions', signedIn],
    ['/api/auth/sign-in/email', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
    ['/api/me', { method: 'PATCH', body: '{', headers: { 'content-type': 'application/json' } }],
    ['/api/uploads', { method: 'POST', ...signedIn }],
  ];
  for (const [path, init] of kept) {
    const { headers } = await fetch(`${world.url}${path}`, init);
    expect([path, headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
  }
  const said = async (path: string) => (await fetch(`${world.url}${path}`)).headers.get('cache-control');
  expect(await said('/api/openapi.json')).toBe('no-cache');
  expect([null, 'no-cache', 'public, max-age=0']).toContain(await said('/api/docs'));
});

test('nothing is guessed, embedded elsewhere or told to others', async () => {
  const { headers } = await fetch(`${world.url}/api/health`);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('geolocation=()'),
  });
  expect(headers.get('x-powered-by')).toBeNull();
});
