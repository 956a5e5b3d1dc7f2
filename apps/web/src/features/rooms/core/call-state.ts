import type { PersonRef } from '@lesblik/shared/common';
import type { Playhead } from '@lesblik/shared/playhead';
import type { ConsentAnswer, RoomDevice, RoomState, TrackSource } from '@lesblik/shared/room-events';
import type { RoomMessage } from '@lesblik/shared/rooms';

export type GoneReason = 'ended' | 'removed' | 'not_invited' | 'left_elsewhere' | 'left';
type Phase = 'before' | 'knocking' | 'waiting' | 'refused' | 'in' | 'gone';

export interface CallState {
  readonly phase: Phase;
  readonly gone: GoneReason | null;
  /** To the server; picture and sound go their own way. */
  readonly line: 'open' | 'lost' | 'outdated';
  readonly room: RoomState | null;
  readonly playhead: Playhead | null;
  readonly messages: readonly RoomMessage[];
}

export const beforeCall: CallState = {
  phase: 'before',
  gone: null,
  line: 'open',
  room: null,
  playhead: null,
  messages: [],
};

/** The room as it is told whole; one that comes after a newer one changes nothing. */
export const withRoom = (state: CallState, room: RoomState): CallState =>
  state.room && room.revision < state.room.revision ? state : { ...state, room };

/** A playhead that was overtaken on its way changes nothing. */
export const withPlayhead = (state: CallState, playhead: Playhead | null): CallState =>
  playhead && state.playhead && playhead.serverTime < state.playhead.serverTime ? state : { ...state, playhead };

/** Each message once, in the order in which they were sent. */
export function withMessages(state: CallState, come: readonly RoomMessage[]): CallState {
  const byId = new Map([...state.messages, ...come].map((message) => [message.id, message]));
  if (byId.size === state.messages.length) return state;
  return { ...state, messages: [...byId.values()].sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1)) };
}

export type RoomPerson = RoomState['people'][number];

export const personOf = (room: RoomState | null, personId: string): RoomPerson | undefined =>
  room?.people.find(({ person }) => person.id === personId);

export const nameOf = (room: RoomState | null, personId: string): string => personOf(room, personId)?.person.name ?? '';

export const isPresent = ({ devices }: RoomPerson): boolean => devices.some(({ connected }) => connected);

const order = { good: 0, fair: 1, poor: 2 } as const;

/** The worst of a person's devices that are there. */
export const qualityOf = ({ devices }: Pick<RoomPerson, 'devices'>): RoomDevice['quality'] =>
  devices
    .filter(({ connected }) => connected)
    .reduce<RoomDevice['quality']>((worst, { quality }) => (order[quality] > order[worst] ? quality : worst), 'good');

export interface WantedTrack {
  readonly producerId: string;
  readonly personId: string;
  readonly source: TrackSource;
  readonly paused: boolean;
}

export const isSound = (source: TrackSource): boolean => source === 'microphone' || source === 'screen_sound';

/**
 * What a device receives. Sound only where the person's sound is, and never their own: two devices of one person in one
 * room would hear each other.
 */
export function wantedBy(room: RoomState, personId: string, deviceId: string): WantedTrack[] {
  const hears = personOf(room, personId)?.voiceDeviceId === deviceId;
  return room.people.flatMap(({ person, devices }) =>
    devices
      .filter((device) => device.deviceId !== deviceId)
      .flatMap(({ tracks }) => tracks)
      .filter(({ source }) => source !== 'check' && (!isSound(source) || (hears && person.id !== personId)))
      .map(({ producerId, source, paused }) => ({ producerId, personId: person.id, source, paused })),
  );
}

/** Why there is no lesson to see: the room is in none, or one cannot see the one that others see. */
export function whyNoLesson(room: RoomState | null): 'noLesson' | 'noAccess' | 'deleted' {
  if (room?.people.some(({ maySeeLesson }) => maySeeLesson) === true) return 'noAccess';
  return room?.lessonDeleted === true ? 'deleted' : 'noLesson';
}

/** The recording that became, or will become, of a take that has ended; none when nothing of it was kept. */
export const recordedBy = (take: RoomState['take'] | undefined): string | null =>
  take != null && take.startedAt !== null && take.ended !== 'all_refused' ? take.recordingId : null;

/** What a person has to do with the recording of the call. */
export function consentOf(
  room: RoomState | null,
  personId: string,
): { asks: boolean; mine: ConsentAnswer | null; open: readonly PersonRef[]; recorded: readonly PersonRef[] } {
  const take = room?.take;
  const answers = take?.answers ?? [];
  const mine = answers.find(({ person }) => person.id === personId)?.answer ?? null;
  const going = take != null && take.state !== 'ended';
  return {
    asks: going && mine === null,
    mine,
    open: going ? answers.filter(({ answer }) => answer === null).map(({ person }) => person) : [],
    recorded:
      take?.state === 'running' ? answers.filter(({ answer }) => answer === 'yes').map(({ person }) => person) : [],
  };
}
