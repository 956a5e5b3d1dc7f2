import type {
  ClientToServer,
  ReviewAnswer,
  ReviewPayload,
  ReviewRequestName,
  ServerToClient,
} from '@lesblik/shared/review';
import { Problem, type ProblemBody } from '@lesblik/shared/problems';
import type { Socket } from 'socket.io-client';
import { Offline } from './offline.ts';

export type ReviewSocket = Socket<ServerToClient, ClientToServer>;

let opening: Promise<ReviewSocket> | undefined;

/** The one socket of this page, loaded and opened on first use; it reconnects by itself and asks `connect` listeners to rejoin. */
export function openSocket(): Promise<ReviewSocket> {
  opening ??= Promise.all([import('socket.io-client'), import('@lesblik/shared/review')]).then(
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
export async function ask<N extends ReviewRequestName>(name: N, payload: ReviewPayload<N>): Promise<ReviewAnswer<N>> {
  const socket: Socket = await openSocket();
  let answer: { ok: true; value: ReviewAnswer<N> } | { ok: false; problem: ProblemBody };
  try {
    answer = (await socket.timeout(10_000).emitWithAck(name, payload)) as typeof answer;
  } catch (cause) {
    throw new Offline(cause);
  }
  if (!answer.ok) throw new Problem(answer.problem.code, answer.problem.details);
  return answer.value;
}
