import { expect, test } from '@jest/globals';
import type { Viewer } from '@lesblik/shared/review';
import { PeopleHere } from './people-here.ts';

const viewer = (id: string, atMs = 0) => ({ person: { id, name: id }, atMs, playing: true });
const who = (viewers: PeopleHere<Viewer>, now = 0) =>
  viewers.all(now).map(({ person, atMs }) => `${person.id} ${atMs}`);

test('somebody with two tabs is there once, where they moved last, until both are closed', () => {
  const viewers = new PeopleHere<Viewer>();
  viewers.move('tab 1', viewer('coach', 1000), 1);
  viewers.move('tab 2', viewer('coach', 5000), 2);
  expect(who(viewers)).toEqual(['coach 5000']);
  viewers.move('tab 1', viewer('coach', 2000), 3);
  expect(who(viewers)).toEqual(['coach 2000']);
  viewers.leave('tab 1');
  expect(who(viewers)).toEqual(['coach 5000']);
  viewers.leave('tab 2');
  expect([who(viewers), viewers.empty]).toEqual([[], true]);
});

test('viewers at another process are there until it says so or falls silent', () => {
  const viewers = new PeopleHere<Viewer>();
  viewers.move('tab', viewer('docent'), 0);
  expect(viewers.told('b', [viewer('coach'), viewer('docent', 7)], 0)).toBe(true);
  expect(viewers.told('b', [viewer('coach', 100)], 5_000)).toBe(false);
  expect(who(viewers, 6_000)).toEqual(['docent 0', 'coach 100']);
  expect(who(viewers, 17_001)).toEqual(['docent 0']);
  viewers.told('b', [viewer('coach')], 20_000);
  viewers.told('b', [], 20_001);
  expect(who(viewers, 20_002)).toEqual(['docent 0']);
});
