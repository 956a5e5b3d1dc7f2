import { Problem, type ProblemBody } from '@lesblik/shared/problems';
import type { Answer, ClientToServer, Request, RequestName, ServerToClient } from '@lesblik/shared/sockets';
import type { Socket } from 'socket.io-client';
import { Offline } from './offline.ts';

export type PageSocket = Socket<ServerToClient, ClientToServer>;

let opening: Promise<PageSocket> | undefined;

/** The one socket of this page, loaded and opened on first use; it reconnects by itself and asks `connect` listeners to rejoin. */
export function openSocket(): Promise<PageSocket> {
  opening ??= Promise.all([import('socket.io-client'), import('@lesblik/shared/protocol')]).then(
    ([{ io }, { PROTOCOL }]) =>
      io({ transports: ['websocket', 'polling'], auth: { protocol: PROTOCOL }, reconnectionDelayMax: 5_000 }),
  );
  return opening;
}

/** Ends the socket: what comes next belongs to somebody else's session. */
export async function closeSocket(): Promise<void> {
  const closing = opening;
  opening = undefined;
  (await closing)?.disconnect();
}

/** Asks over the socket; throws the acknowledged `Problem`, or `Offline` when no answer came within 10 s. */
export async function ask<N extends RequestName>(name: N, payload: Request<N>): Promise<Answer<N>> {
  const socket: Socket = await openSocket();
  let answer: { ok: true; value: Answer<N> } | { ok: false; problem: ProblemBody };
  try {
    answer = (await socket.timeout(10_000).emitWithAck(name, payload)) as typeof answer;
  } catch (cause) {
    throw new Offline(cause);
  }
  if (!answer.ok) throw new Problem(answer.problem.code, answer.problem.details);
  return answer.value;
}
