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
