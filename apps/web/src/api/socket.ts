import { Problem, type ProblemBody } from '@lesblik/shared/problems';
import type { Answer, ClientToServer, Request, RequestName, ServerToClient } from '@lesblik/shared/sockets';
import type { Socket } from 'socket.io-client';
import { Offline } from './offline.ts';
import { noteSignedOut } from './query-client.ts';

export type PageSocket = Socket<ServerToClient, ClientToServer>;

/** Whoever was cut off for a flood does not begin anew at once. */
const CUT_MS = 1_000;
const REFUSED_MS = 5_000;

let opening: Promise<PageSocket> | undefined;

/** The one socket of this page, loaded and opened on first use; it reconnects by itself and asks `connect` listeners to rejoin. */
export function openSocket(): Promise<PageSocket> {
  opening ??= Promise.all([import('socket.io-client'), import('@lesblik/shared/protocol')]).then(
    ([{ io }, { PROTOCOL }]) => {
      const auth = { protocol: PROTOCOL };
      const socket: PageSocket = io({ transports: ['websocket', 'polling'], auth, reconnectionDelayMax: 5_000 });
      // A new password, or a second step, goes on in a session of another name: only this is not tried again by itself.
      socket.on('disconnect', (reason) => {
        if (reason === 'io server disconnect') setTimeout(() => void goOn(socket), CUT_MS);
      });
      // What is on the page is not for whoever comes by once the sign-in has ended, though nothing is asked.
      socket.on('connect_error', (refusal: Error & { data?: ProblemBody }) => {
        if (refusal.data?.code === 'not_signed_in') noteSignedOut(new Problem('not_signed_in'));
        // Refused by a server that is short of something, which socket.io does not try again by itself.
        else if (refusal.data !== undefined && (refusal.data.status === 429 || refusal.data.status >= 500))
          setTimeout(() => void goOn(socket), REFUSED_MS);
      });
      return socket;
    },
  );
  return opening;
}

async function goOn(socket: PageSocket): Promise<void> {
  if ((await opening) === socket) socket.connect();
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
