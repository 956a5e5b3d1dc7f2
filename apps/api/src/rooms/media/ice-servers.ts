import { createHmac } from 'node:crypto';
import type { Config } from '@lesblik/server/config';
import type { IceServer } from '@lesblik/shared/rtp';

/** Long enough for the longest call; an allocation that stands is refreshed with it too. */
const VALID_SECONDS = 6 * 60 * 60;

/**
 * The relay with credentials that run out: `expiry:person` and its HMAC-SHA1 under the shared secret, as coturn's
 * `use-auth-secret` checks them (draft-uberti-behave-turn-rest-00).
 */
export function iceServersFor(turn: Config['turn'], personId: string, nowMs: number): IceServer[] {
  if (turn === undefined) return [];
  const username = `${Math.floor(nowMs / 1000) + VALID_SECONDS}:${personId}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [{ urls: turn.urls, username, credential }];
}
