import { z } from 'zod';
import { Id, PersonRef } from './common.ts';

/** A page merges what it has into messages of at most this; the socket's own limit lies a little above it. */
export const MOST_UPDATE_BYTES = 24 * 1024;
/** A field takes this many characters; two who write at once may come above it, and the server has room for that. */
export const MOST_FIELD_CHARACTERS = 15_000;

/** Bytes of Yjs. In a browser they arrive as an ArrayBuffer. */
const Bytes = (most: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= most);
/** A state vector: a few bytes for each page that ever wrote. */
const StateVector = Bytes(8 * 1024);
const Update = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** `shared`: the agenda that both fill in. `mine`: what the asker prepares. */
export const TalkText = z.enum(['shared', 'mine']);
export type TalkText = z.infer<typeof TalkText>;

/** Somebody on the page, and in which field of the agenda they are. */
export const TalkPresence = z.object({ person: PersonRef, field: z.string().nullable() });
export type TalkPresence = z.infer<typeof TalkPresence>;

/** What a talk's page asks over the socket; every one is acknowledged with an `Ack`. */
export const talkRequests = {
  /** Enter a talk; answers what the page lacks of each text, by the state it has. */
  'talk:join': {
    payload: z.object({ talkId: Id, shared: StateVector, mine: StateVector }),
    answer: z.object({ shared: Update, mine: Update, present: z.array(TalkPresence) }),
  },
  'talk:leave': { payload: z.object({ talkId: Id }), answer: z.object({}) },
  /** Acknowledged once it is stored; sent twice it counts once. */
  'talk:update': {
    payload: z.object({ talkId: Id, text: TalkText, update: Bytes(MOST_UPDATE_BYTES) }),
    answer: z.object({}),
  },
  'talk:presence': { payload: z.object({ talkId: Id, field: z.string().max(40).nullable() }), answer: z.object({}) },
} as const;

export const talkNotices = {
  'talk:updated': z.object({ talkId: Id, text: TalkText, update: Update }),
  'talk:present': z.object({ talkId: Id, present: z.array(TalkPresence) }),
  /** Time, state, summary, preparations, moments or actions: read the talk again. */
  'talk:changed': z.object({ talkId: Id }),
  /** Access ended. */
  'talk:ended': z.object({ talkId: Id }),
} as const;
