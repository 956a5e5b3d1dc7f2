import { Problem, type ProblemCode } from '@lesblik/shared/problems';
import type { Answer, Request, RequestName } from '@lesblik/shared/sockets';
import { Offline } from '../../../api/offline.ts';
import { ask, openSocket, type PageSocket } from '../../../api/socket.ts';

export type RoomRequest = Extract<RequestName, `room:${string}`>;
export type Given<N extends RoomRequest> =
  Request<N> extends infer P ? (P extends unknown ? Omit<P, 'roomId' | 'deviceId'> : never) : never;

/** It is gone or going, or the room tells anew how it stands when the line is back: nothing is left to be done. */
const SETTLED: ReadonlySet<ProblemCode> = new Set([
  'not_found',
  'room_not_entered',
  'room_ended',
  'take_ended',
  'media_unavailable',
]);

const FIRST_MS = 8000;

const firstOpened = (socket: PageSocket): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, FIRST_MS);
    socket.once('connect', () => done());
  });

/** Signalling of one page in one room: every request carries both ids. */
export class RoomLine {
  readonly roomId: string;
  readonly deviceId: string;
  #opened: Promise<void> | undefined;

  constructor(roomId: string, deviceId: string) {
    this.roomId = roomId;
    this.deviceId = deviceId;
  }

  /** Throws at once while the line is down: what is asked late is asked for another moment. */
  async ask<N extends RoomRequest>(name: N, given: Given<N>): Promise<Answer<N>> {
    const socket = await openSocket();
    // The page's first questions wait for the line to be opened for the first time.
    this.#opened ??= socket.connected ? Promise.resolve() : firstOpened(socket);
    await this.#opened;
    if (!socket.connected) throw new Offline();
    return ask(name, { ...given, roomId: this.roomId, deviceId: this.deviceId } as unknown as Request<N>);
  }

  /** For what the next state of the room makes good by itself when it did not arrive. */
  async tell<N extends RoomRequest>(name: N, given: Given<N>): Promise<void> {
    try {
      await this.ask(name, given);
    } catch (error) {
      if (error instanceof Offline || (error instanceof Problem && SETTLED.has(error.code))) return;
      throw error;
    }
  }
}
