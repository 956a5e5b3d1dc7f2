import { z } from 'zod';
import { Day, Id, Instant, Milliseconds, PersonRef } from './common.ts';
import { MAX_RATE, MIN_RATE, Playhead } from './playhead.ts';
import { RoomKind, RoomMessage, RoomMessageText } from './rooms.ts';
import { DtlsParameters, IceCandidate, IceParameters, IceServer, RtpCapabilities, RtpParameters } from './rtp.ts';

/** Changes with the words of the consent page, which docs/consent-texts keeps by version; kept with every answer. */
export const CONSENT_TEXT_VERSION = '2026-11-22.2';

/** `check`: the test before joining; only the device that sends it can receive it. */
export const TrackSource = z.enum(['microphone', 'camera', 'screen', 'screen_sound', 'check']);
export type TrackSource = z.infer<typeof TrackSource>;

export const RoomTrack = z.object({ producerId: Id, source: TrackSource, paused: z.boolean() });
export type RoomTrack = z.infer<typeof RoomTrack>;

/** One page of one person: a second one of the same person neither sends nor plays sound, so that nothing echoes. */
export const RoomDevice = z.object({
  deviceId: Id,
  /** False while its line is down; it is forgotten when it stays away. */
  connected: z.boolean(),
  /** Worst of its tracks: what the router receives from it and what it receives. */
  quality: z.enum(['good', 'fair', 'poor']),
  tracks: z.array(RoomTrack),
});
export type RoomDevice = z.infer<typeof RoomDevice>;

export const ConsentAnswer = z.enum(['yes', 'no', 'taken_back']);
export type ConsentAnswer = z.infer<typeof ConsentAnswer>;

/** One recording of the call by the server. */
export const Take = z.object({
  takeId: Id,
  /** What it becomes: a recording of the teacher's. */
  recordingId: Id,
  /** `asking` until everybody present has answered and one said yes; whoever joins later is asked then. */
  state: z.enum(['asking', 'running', 'ended']),
  askedBy: PersonRef,
  /** Until when it would be kept, as the page of consent says. */
  keepUntil: Day,
  startedAt: Instant.nullable(),
  /** When it ends by itself, because no film is longer; told in its last minutes. */
  endsAt: Instant.nullable(),
  answers: z.array(z.object({ person: PersonRef, answer: ConsentAnswer.nullable() })),
  /** Tracks of which nothing more is recorded, because they bring more than can be stored; started anew they are. */
  leftOut: z.array(z.object({ person: PersonRef, source: TrackSource.exclude(['check']) })),
  ended: z.enum(['by_person', 'all_refused', 'room_ended', 'storage_full', 'nobody_left', 'too_long']).nullable(),
});
export type Take = z.infer<typeof Take>;

/** All that a page shows of a room, sent whole at every change: whoever missed one has lost nothing. */
export const RoomState = z.object({
  roomId: Id,
  /** Grows; an older one that comes late is left. */
  revision: z.int(),
  kind: RoomKind,
  title: z.string(),
  hostId: Id,
  teacherId: Id,
  /** Everybody invited; whoever is not in it has no devices. */
  people: z.array(
    z.object({
      person: PersonRef,
      devices: z.array(RoomDevice),
      /** The device that sends and plays this person's sound. */
      voiceDeviceId: Id.nullable(),
      /** May watch the lesson that the playhead is in; the talk goes on without. */
      maySeeLesson: z.boolean(),
    }),
  ),
  /** Told to the host only. */
  waiting: z.array(z.object({ person: PersonRef, since: Instant })),
  speakerId: Id.nullable(),
  /** Whoever moves the playhead; anyone may pause. */
  steererId: Id,
  controlAskedBy: z.array(Id),
  /** The lesson waits until these have loaded it. */
  waitingFor: z.array(PersonRef),
  /** The lesson they were in was deleted, and no other was chosen since. */
  lessonDeleted: z.boolean(),
  take: Take.nullable(),
});
export type RoomState = z.infer<typeof RoomState>;

const room = z.object({ roomId: Id });
const device = room.extend({ deviceId: Id });
const nothing = z.object({});
const Direction = z.enum(['send', 'receive']);

/** What a page asks of a room; every one is acknowledged. All but the first three need to be let in. */
export const roomRequests = {
  /** The server's clock, for its offset from the own one. */
  'room:clock': { payload: nothing, answer: z.object({ serverTime: z.number() }) },
  /** Ask to be let in. `deviceId` is made once by each page. The host and whoever was let in before come straight in. */
  'room:knock': { payload: device, answer: z.object({ admitted: z.boolean(), title: z.string(), host: PersonRef }) },
  /**
   * Come in, or come back after the line was down: everything a page needs. `media` is false when the router has no
   * transports of this device (first time, or it was restarted): then all of them are made anew.
   */
  'room:enter': {
    payload: device,
    answer: z.object({
      state: RoomState,
      playhead: Playhead.nullable(),
      messages: z.array(RoomMessage),
      routerRtpCapabilities: RtpCapabilities,
      iceServers: z.array(IceServer),
      media: z.boolean(),
    }),
  },
  'room:leave': { payload: device, answer: nothing },
  /** Send and play the own sound through this page from now on, not through another one of the same person. */
  'room:voice': { payload: device, answer: nothing },
  /** Host: let somebody in, or not. */
  'room:admit': { payload: room.extend({ personId: Id, admit: z.boolean() }), answer: nothing },
  /** Host: send somebody out, who may knock again. */
  'room:remove': { payload: room.extend({ personId: Id }), answer: nothing },

  /** For the test before joining too, by everybody invited. `tcp`: without UDP candidates. */
  'room:transport': {
    payload: device.extend({ direction: Direction, tcp: z.boolean().default(false) }),
    answer: z.object({
      transportId: Id,
      iceParameters: IceParameters,
      iceCandidates: z.array(IceCandidate),
      dtlsParameters: DtlsParameters,
      iceServers: z.array(IceServer),
      routerRtpCapabilities: RtpCapabilities,
    }),
  },
  'room:connect-transport': {
    payload: device.extend({ transportId: Id, dtlsParameters: DtlsParameters }),
    answer: nothing,
  },
  'room:restart-ice': {
    payload: device.extend({ transportId: Id }),
    answer: z.object({ iceParameters: IceParameters }),
  },
  'room:close-transport': { payload: device.extend({ transportId: Id }), answer: nothing },
  'room:produce': {
    payload: device.extend({
      transportId: Id,
      source: TrackSource,
      rtpParameters: RtpParameters,
      paused: z.boolean().default(false),
    }),
    answer: z.object({ producerId: Id }),
  },
  'room:producer': {
    payload: device.extend({ producerId: Id, act: z.enum(['pause', 'resume', 'close']) }),
    answer: nothing,
  },
  /** Made paused; `room:consumer` resumes it once the page is ready for its first packet. */
  'room:consume': {
    payload: device.extend({ transportId: Id, producerId: Id, rtpCapabilities: RtpCapabilities }),
    answer: z.object({ consumerId: Id, kind: z.enum(['audio', 'video']), rtpParameters: RtpParameters }),
  },
  'room:consumer': {
    payload: device.extend({
      consumerId: Id,
      act: z.enum(['resume', 'pause', 'close']),
      /** Of a camera sent in layers: the highest wanted, 0 the smallest. */
      layer: z.int().min(0).max(2).optional(),
    }),
    answer: nothing,
  },

  'room:message': {
    payload: room.extend({ clientKey: Id, text: RoomMessageText }),
    answer: z.object({ message: RoomMessage }),
  },

  /** Move the playhead: the steerer; `pause` anyone. Answers what became of it. */
  'room:playhead': {
    payload: room.extend({
      change: z.discriminatedUnion('act', [
        z.object({ act: z.literal('choose'), recordingId: Id }),
        z.object({ act: z.literal('play') }),
        /** Where the frame was that the person saw. */
        z.object({ act: z.literal('pause'), atMs: Milliseconds.optional() }),
        z.object({ act: z.literal('seek'), atMs: Milliseconds }),
        z.object({ act: z.literal('rate'), rate: z.number().min(MIN_RATE).max(MAX_RATE) }),
      ]),
    }),
    answer: z.object({ playhead: Playhead.nullable() }),
  },
  /** `ask` for control, `give` it to somebody or `refuse` them, `take` it (host and teacher always; anyone from somebody who is away). */
  'room:control': {
    payload: room.extend({
      change: z.discriminatedUnion('act', [
        z.object({ act: z.literal('ask') }),
        z.object({ act: z.literal('withdraw') }),
        z.object({ act: z.literal('give'), personId: Id }),
        z.object({ act: z.literal('refuse'), personId: Id }),
        z.object({ act: z.literal('take') }),
      ]),
    }),
    answer: nothing,
  },
  /** This device has nothing to show at the playhead, or has again. */
  'room:buffering': { payload: device.extend({ waiting: z.boolean() }), answer: nothing },
  /** On the paused frame, in shares of its width and height; null takes it away. */
  'room:pointer': {
    payload: room.extend({ at: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).nullable() }),
    answer: nothing,
  },

  /** Ask everybody whether the call may be recorded; the asker answers like the others. */
  'room:ask-consent': { payload: room, answer: z.object({ takeId: Id }) },
  'room:consent': {
    payload: room.extend({
      takeId: Id,
      answer: ConsentAnswer,
      /** Which words were agreed to; others than today's are refused with `consent_text_changed`. */
      textVersion: z.string().max(32),
      /** With `taken_back`: what was recorded of this person so far may stay. */
      keepSoFar: z.boolean().default(false),
    }),
    answer: nothing,
  },
  'room:stop-recording': { payload: room.extend({ takeId: Id }), answer: nothing },
} as const;

export const roomNotices = {
  'room:state': RoomState,
  'room:playhead': z.object({ roomId: Id, playhead: Playhead.nullable() }),
  'room:pointer': z.object({
    roomId: Id,
    personId: Id,
    at: z.object({ x: z.number(), y: z.number() }).nullable(),
  }),
  'room:message': z.object({ message: RoomMessage }),
  /** To one who waits. */
  'room:admitted': z.object({ roomId: Id, admitted: z.boolean() }),
  /** Told when it is somebody else who is heard: all of them, with their loudness then in dBov (-127 to 0). */
  'room:voices': z.object({ roomId: Id, voices: z.array(z.object({ personId: Id, volume: z.int() })) }),
  /** The media router was restarted: all transports are to be made anew. */
  'room:media-lost': z.object({ roomId: Id }),
  'room:ended': z.object({ roomId: Id, reason: z.enum(['ended', 'removed', 'not_invited', 'left_elsewhere']) }),
} as const;
