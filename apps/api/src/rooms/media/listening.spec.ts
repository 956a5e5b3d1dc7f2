import { expect, test } from '@jest/globals';
import { doubtsAbout, listenInfos } from './listening.ts';

const own = ['127.0.0.1', '::1', '192.168.1.7', '2001:db8::7'];
const found = async () => undefined;
const missing = () => Promise.reject(new Error('ENOTFOUND'));

test('listens on the addresses themselves where they are this machine’s, UDP and TCP', () => {
  expect(listenInfos(['192.168.1.7', '2001:db8::7'], 44_400, own)).toEqual([
    { protocol: 'udp', ip: '192.168.1.7', port: 44_400 },
    { protocol: 'tcp', ip: '192.168.1.7', port: 44_400 },
    { protocol: 'udp', ip: '2001:db8::7', port: 44_400, flags: { ipv6Only: true } },
    { protocol: 'tcp', ip: '2001:db8::7', port: 44_400, flags: { ipv6Only: true } },
  ]);
});

test('behind NAT it listens everywhere and announces what browsers call', () => {
  expect(listenInfos(['203.0.113.9', '2001:db8::7'], 0, own).filter(({ protocol }) => protocol === 'udp')).toEqual([
    { protocol: 'udp', ip: '0.0.0.0', announcedAddress: '203.0.113.9' },
    { protocol: 'udp', ip: '::', announcedAddress: '2001:db8::7', flags: { ipv6Only: true } },
  ]);
});

test('a right setting raises no doubt', async () => {
  expect(await doubtsAbout(['192.168.1.7', '2001:db8::7'], 'https://lesblik.example.org', own, found)).toEqual([]);
  expect(await doubtsAbout(['127.0.0.1'], 'http://localhost:3000', own, found)).toEqual([]);
  expect(await doubtsAbout(['calls.example.org'], 'https://lesblik.example.org', own, found)).toEqual([]);
});

test('a wrong one is told in a sentence that names the setting and the address', async () => {
  const doubts = (addresses: string[], resolves: (host: string) => Promise<unknown> = found) =>
    doubtsAbout(addresses, 'https://lesblik.example.org', own, resolves);
  expect(await doubts(['198.51.100.3'])).toEqual([
    expect.stringContaining('MEDIASOUP_ANNOUNCED_ADDRESS is 198.51.100.3, which is no address of this machine'),
  ]);
  expect(await doubts(['2001:db8::9'])).toEqual([expect.stringContaining('2001:db8::9, which is no address')]);
  expect(await doubts(['calls.example.org'], missing)).toEqual([expect.stringContaining('cannot resolve')]);
  expect(await doubts(['127.0.0.1'])).toEqual([expect.stringContaining('calls work on this machine only')]);
  expect(await doubts(['198.51.100.3', '192.168.1.7'])).toContainEqual(expect.stringContaining('two addresses'));
});
