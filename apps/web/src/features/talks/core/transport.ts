import type { Answer, Notice, NoticeName, Request, RequestName } from '@lesblik/shared/sockets';
import { ask, openSocket } from '../../../api/socket.ts';

/** The line to the server, as a talk's page uses it. */
export interface Transport {
  /** Throws the acknowledged `Problem`, or something else when no answer came. */
  ask<N extends RequestName>(name: N, payload: Request<N>): Promise<Answer<N>>;
  on<N extends NoticeName>(name: N, act: (notice: Notice<N>) => void): () => void;
  /** Told at once when the line is open already. */
  onLine(connected: () => void, lost: () => void): () => void;
}

const REDIAL_MS = 1_000;

/** The page's one socket. */
export async function pageTransport(): Promise<Transport> {
  const socket = await openSocket();
  return {
    ask,
    on(name, act) {
      socket.on(name, act as never);
      return () => void socket.off(name, act as never);
    },
    onLine(connected, lost) {
      let again: ReturnType<typeof setTimeout> | undefined;
      const fallen = (reason: unknown): void => {
        lost();
        // After any other loss socket.io comes back by itself; when the server hung up it waits to be told.
        if (reason === 'io server disconnect') again = setTimeout(() => socket.connect(), REDIAL_MS);
      };
      socket.on('connect', connected).on('disconnect', fallen).on('connect_error', fallen);
      if (socket.connected) connected();
      return () => {
        clearTimeout(again);
        socket.off('connect', connected).off('disconnect', fallen).off('connect_error', fallen);
      };
    },
  };
}
