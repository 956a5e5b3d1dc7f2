import { describe, expect, test } from '@jest/globals';
import type { RoomDevice, RoomState, Take } from '@lesblik/shared/room-events';
import { beforeCall, consentOf, qualityOf, wantedBy, withMessages, withPlayhead, withRoom } from './call-state.ts';

const noor = { id: 'noor', name: 'Noor' };
const eva = { id: 'eva', name: 'Eva' };

const device = (deviceId: string, ...sources: RoomDevice['tracks'][number]['source'][]): RoomDevice => ({
  deviceId,
  connected: true,
  quality: 'good',
  tracks: sources.map((source) => ({ producerId: `${deviceId} ${source}`, source, paused: false })),
});

const aRoom = (change: Partial<RoomState> = {}): RoomState => ({
  roomId: 'room',
  revision: 1,
  kind: 'review_call',
  title: 'Samen kijken',
  hostId: 'eva',
  teacherId: 'noor',
  people: [
    {
      person: noor,
      devices: [device('laptop', 'microphone', 'camera'), device('phone', 'camera', 'screen')],
      voiceDeviceId: 'laptop',
      maySeeLesson: true,
    },
    {
      person: eva,
      devices: [device('desk', 'microphone', 'camera', 'check', 'screen_sound')],
      voiceDeviceId: 'desk',
      maySeeLesson: true,
    },
  ],
  waiting: [],
  speakerId: null,
  steererId: 'eva',
  controlAskedBy: [],
  waitingFor: [],
  lessonDeleted: false,
  take: null,
  ...change,
});

const sources = (deviceId: string, personId: string): string[] =>
  wantedBy(aRoom(), personId, deviceId)
    .map(({ producerId }) => producerId)
    .toSorted();

describe('what a page receives', () => {
  test('never the test of somebody before they join, nor what it sends itself', () => {
    expect(sources('laptop', 'noor')).toEqual([
      'desk camera',
      'desk microphone',
      'desk screen_sound',
      'phone camera',
      'phone screen',
    ]);
  });

  test('a second page of the same person receives no sound at all', () => {
    expect(sources('phone', 'noor')).toEqual(['desk camera', 'laptop camera']);
  });

  test('nobody hears themselves', () => {
    expect(sources('desk', 'eva')).toContain('laptop microphone');
    expect(sources('desk', 'eva')).not.toContain('desk microphone');
  });

  test('somebody whose sound is nowhere yet hears nothing', () => {
    const room = aRoom();
    const [first, second] = room.people;
    if (!first || !second) throw new Error('two people');
    const silent = { ...room, people: [{ ...first, voiceDeviceId: null }, second] };
    expect(wantedBy(silent, 'noor', 'laptop').some(({ source }) => source === 'microphone')).toBe(false);
  });
});

describe('news that comes late', () => {
  test('an older state of the room changes nothing', () => {
    const now = withRoom(beforeCall, aRoom({ revision: 5, title: 'nieuw' }));
    expect(withRoom(now, aRoom({ revision: 4, title: 'oud' }))).toBe(now);
    expect(withRoom(now, aRoom({ revision: 6, title: 'nieuwer' })).room?.title).toBe('nieuwer');
  });

  test('an overtaken playhead changes nothing; without a lesson there is none', () => {
    const playhead = { recordingId: 'r', atMs: 5, playing: true, rate: 1, serverTime: 100, by: 'eva' };
    const now = withPlayhead(beforeCall, playhead);
    expect(withPlayhead(now, { ...playhead, atMs: 1, serverTime: 99 })).toBe(now);
    expect(withPlayhead(now, null).playhead).toBeNull();
  });

  test('a message that comes twice stands there once, in the order of sending', () => {
    const message = (id: string, sentAt: string) => ({ id, roomId: 'room', author: eva, text: id, sentAt });
    const second = message('b', '2026-11-21T10:00:02Z');
    const now = withMessages(beforeCall, [second]);
    expect(withMessages(now, [second])).toBe(now);
    expect(withMessages(now, [message('a', '2026-11-21T10:00:01Z')]).messages.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('consent', () => {
  const take = (change: Partial<Take>): Take => ({
    takeId: 't',
    recordingId: 'r',
    state: 'asking',
    askedBy: eva,
    keepUntil: '2027-01-01',
    startedAt: null,
    endsAt: null,
    ended: null,
    leftOut: [],
    answers: [
      { person: eva, answer: 'yes' },
      { person: noor, answer: null },
    ],
    ...change,
  });

  test('only who has not answered is asked', () => {
    const room = aRoom({ take: take({}) });
    expect(consentOf(room, 'noor')).toMatchObject({ asks: true, mine: null });
    expect(consentOf(room, 'eva')).toMatchObject({ asks: false, mine: 'yes' });
    expect(consentOf(room, 'eva').open).toEqual([noor]);
  });

  test('who comes in while it runs is asked too, and is not recorded before', () => {
    const room = aRoom({ take: take({ state: 'running' }) });
    expect(consentOf(room, 'noor').asks).toBe(true);
    expect(consentOf(room, 'noor').recorded).toEqual([eva]);
  });

  test('once it has ended nobody is asked any more', () => {
    expect(consentOf(aRoom({ take: take({ state: 'ended' }) }), 'noor').asks).toBe(false);
    expect(consentOf(null, 'noor').asks).toBe(false);
  });
});

test('the quality of a person is that of their worst device that is there', () => {
  const poor: RoomDevice = { ...device('a'), quality: 'poor' };
  expect(qualityOf({ devices: [device('b'), poor] })).toBe('poor');
  expect(qualityOf({ devices: [device('b'), { ...poor, connected: false }] })).toBe('good');
});
