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
      socket.on('connect', connected).on('disconnect', lost).on('connect_error', lost);
      if (socket.connected) connected();
      return () => void socket.off('connect', connected).off('disconnect', lost).off('connect_error', lost);
    },
  };
}
