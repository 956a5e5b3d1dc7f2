import type { Problem } from '@lesblik/shared/problems';
import type { ClientToServer, ServerToClient } from '@lesblik/shared/sockets';
import type { Server, Socket } from 'socket.io';
import type { Person } from '../http/me.ts';

interface SocketData {
  person: Person;
  /** Of the sessions, when this one was last known to go on. */
  generation: number;
}

export type SignedInSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type SocketServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** What a refused handshake carries: socket.io hands `data` to the page's `connect_error`. */
export class HandshakeRefused extends Error {
  readonly data: ReturnType<Problem['toBody']>;

  constructor(problem: Problem) {
    super(problem.code);
    this.data = problem.toBody();
  }
}
