import type { PersonRef } from '@lesblik/shared/common';
import type { Playhead } from '@lesblik/shared/playhead';
import type { Take, TrackSource } from '@lesblik/shared/room-events';
import type { Payload } from '@lesblik/shared/sockets';
import type { Producer, Router } from 'mediasoup/types';

/** A track that might be recorded. */
export interface TakeProducer {
  person: PersonRef;
  source: Exclude<TrackSource, 'check'>;
  producer: Producer;
  router: Router;
}

/** What rooms tell and ask the recording of calls; never the other way round but for `onChange`. */
export interface CallTakes {
  /** A room's take or one of its answers changed: its pages are to be told. */
  onChange(listener: (roomId: string) => void): void;
  /** Of a room that was just loaded: after a restart of the API, say. */
  resume(roomId: string): Promise<void>;
  stateOf(roomId: string): Take | null;
  ask(roomId: string, person: PersonRef): Promise<string>;
  answer(roomId: string, person: PersonRef, answer: Omit<Payload<'room:consent'>, 'roomId'>): Promise<void>;
  stop(roomId: string, person: PersonRef, takeId: string): Promise<void>;
  personEntered(roomId: string, person: PersonRef): void;
  personLeft(roomId: string, personId: string): void;
  producerOpened(roomId: string, track: TakeProducer): void;
  producerClosed(producerId: string): void;
  playheadMoved(roomId: string, playhead: Playhead | null): void;
  waitingChanged(roomId: string, waiting: readonly string[]): void;
  speakerChanged(roomId: string, personId: string | null): void;
  roomEnded(roomId: string): Promise<void>;
}

export const TAKES = Symbol('takes');
