import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

const least = { DATABASE_URL: 'postgres://lesblik:hush@127.0.0.1:5432/lesblik' };

describe('the settings', () => {
  test.each([
    ['PORT', 'ninety', 'PORT must be a whole number from 0 to 65535, not "ninety".'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535, not "65536".'],
    ['LESBLIK_MODE', 'prod', 'LESBLIK_MODE must be demo, lan, serve or test, not "prod".'],
    [
      'MEDIASOUP_ANNOUNCED_ADDRESS',
      '0.0.0.0',
      'MEDIASOUP_ANNOUNCED_ADDRESS must be an address that a browser can call, not "0.0.0.0".',
    ],
    [
      'MEDIASOUP_ANNOUNCED_ADDRESS',
      'calls.example.org:44400',
      'MEDIASOUP_ANNOUNCED_ADDRESS must be addresses or host names, without a port, not "calls.example.org:44400".',
    ],
    [
      'MEDIASOUP_ANNOUNCED_ADDRESS',
      '192.0.2.1.7',
      'MEDIASOUP_ANNOUNCED_ADDRESS must be addresses or host names, without a port, not "192.0.2.1.7".',
    ],
    [
      'TURN_URLS',
      'turn.example.org',
      'TURN_URLS must be addresses that start with turn: or turns:, not "turn.example.org".',
    ],
    ['TURN_URLS', 'turn:turn.example.org', 'TURN_SECRET is missing: TURN_URLS is set'],
    [
      'PUBLIC_URL',
      'lesblik.example.org',
      'PUBLIC_URL must be an address that starts with http:// or https://, not "lesblik.example.org".',
    ],
    ['S3_ENDPOINT', 'https://s3.example.org', 'S3_BUCKET is missing: S3_ENDPOINT is set, so name the bucket too.'],
    [
      'TRUSTED_PROXIES',
      '10.0.0.0/33',
      'TRUSTED_PROXIES must be addresses or networks separated by commas, not "10.0.0.0/33".',
    ],
  ])('a wrong %s (%s) stops the start with one sentence', (name, value, message) => {
    expect(() => readConfig({ ...least, [name]: value })).toThrow(message);
  });

  test('a wrong secret is named and never repeated', () => {
    expect(() => readConfig({ ...least, MASTER_KEY: 'far-too-short' })).toThrow(/^MASTER_KEY must be 32 bytes/);
    expect(() => readConfig({ ...least, MASTER_KEY: 'far-too-short' })).not.toThrow(/far-too-short/);
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:hush@db' })).not.toThrow(/hush/);
  });

  test('a missing database is said, and so is every other wrong setting', () => {
    expect(() => readConfig({ PORT: '-1' })).toThrow(/PORT must be.*\nDATABASE_URL is missing/);
  });

  test('the demo stays on loopback', () => {
    expect(() => readConfig({ ...least, LESBLIK_MODE: 'demo', HOST: '0.0.0.0' })).toThrow(/^HOST must be loopback/);
  });

  test('an empty value counts as absent', () => {
    const config = readConfig({ ...least, PORT: '', REDIS_URL: ' ' });
    expect(config.http.port).toBe(3000);
    expect(config.redisUrl).toBeUndefined();
    expect(config.storage.kind).toBe('directory');
  });

  test('calls are for this machine until an address is announced: IPv4, IPv6 or a name', () => {
    const { mediasoup, turn } = readConfig({ ...least, MEDIASOUP_WORKERS: '3' });
    expect(mediasoup).toMatchObject({ announcedAddresses: ['127.0.0.1'], workers: 3 });
    expect(turn).toBeUndefined();
    const given = { MEDIASOUP_ANNOUNCED_ADDRESS: '192.0.2.1, 2001:db8::1,calls.example.org' };
    expect(readConfig({ ...least, ...given }).mediasoup.announcedAddresses).toEqual([
      ...['192.0.2.1', '2001:db8::1', 'calls.example.org'],
    ]);
  });

  test('a bucket with its keys switches S3 on', () => {
    const { storage } = readConfig({
      ...least,
      S3_BUCKET: 'lessons',
      S3_ACCESS_KEY_ID: 'school',
      S3_SECRET_ACCESS_KEY: 'hush',
    });
    expect(storage).toEqual({
      kind: 's3',
      endpoint: undefined,
      region: 'us-east-1',
      bucket: 'lessons',
      accessKeyId: 'school',
      secretAccessKey: 'hush',
      forcePathStyle: true,
    });
  });
});
