import type { z } from 'zod';
import type { ProblemBody } from './problems.ts';
import { notificationNotices } from './notifications.ts';
import { reviewNotices, reviewRequests } from './review.ts';
import { roomNotices, roomRequests } from './room-events.ts';
import { talkNotices, talkRequests } from './talk-events.ts';
import { trajectoryNotices, trajectoryRequests } from './trajectory-events.ts';

export type Ack<T> = { ok: true; value: T } | { ok: false; problem: ProblemBody };

/** What a page asks over its socket; every one is acknowledged with an `Ack`. */
export const socketRequests = { ...reviewRequests, ...roomRequests, ...talkRequests, ...trajectoryRequests } as const;
/** What the server tells. */
export const socketNotices = {
  ...reviewNotices,
  ...roomNotices,
  ...talkNotices,
  ...trajectoryNotices,
  ...notificationNotices,
} as const;

export type RequestName = keyof typeof socketRequests;
export type NoticeName = keyof typeof socketNotices;
/** As the sender writes it, defaults left out. */
export type Request<N extends RequestName> = z.input<(typeof socketRequests)[N]['payload']>;
/** As the server reads it. */
export type Payload<N extends RequestName> = z.output<(typeof socketRequests)[N]['payload']>;
export type Answer<N extends RequestName> = z.infer<(typeof socketRequests)[N]['answer']>;
export type Notice<N extends NoticeName> = z.infer<(typeof socketNotices)[N]>;

/** socket.io's maps, derived. */
export type ClientToServer = {
  [N in RequestName]: (payload: Request<N>, ack: (answer: Ack<Answer<N>>) => void) => void;
};
export type ServerToClient = { [N in NoticeName]: (notice: Notice<N>) => void };
