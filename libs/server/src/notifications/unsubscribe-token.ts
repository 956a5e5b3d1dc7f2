import { createHmac, timingSafeEqual } from 'node:crypto';
import { NotificationKind } from '@lesblik/shared/notifications';
import { z } from 'zod';

/** Of whom a link stops mails, and of what. */
export interface Subscription {
  personId: string;
  kinds: readonly NotificationKind[];
}

const BETWEEN = '~';
const Parts = z.tuple([z.uuid(), z.array(NotificationKind).min(1), z.base64url()]);

const signature = (signed: string, key: Buffer): Buffer => createHmac('sha256', key).update(signed).digest();

/** `<person>.<kind>~<kind>.<signature>`; good for as long as the person's key stands. */
export function unsubscribeToken({ personId, kinds }: Subscription, key: Buffer): string {
  const signed = `${personId}.${kinds.join(BETWEEN)}`;
  return `${signed}.${signature(signed, key).toString('base64url')}`;
}

/** What a token claims to be, to look up the key that proves it. @returns undefined for what is no token */
export function readToken(token: string): (Subscription & { isSignedWith: (key: Buffer) => boolean }) | undefined {
  const [personId, kinds, given, ...more] = token.split('.');
  const parts = Parts.safeParse([personId, kinds?.split(BETWEEN), given]);
  if (!parts.success || more.length > 0) return undefined;
  const proof = Buffer.from(parts.data[2], 'base64url');
  return {
    personId: parts.data[0],
    kinds: parts.data[1],
    isSignedWith(key) {
      const wanted = signature(`${personId}.${kinds}`, key);
      return proof.length === wanted.length && timingSafeEqual(proof, wanted);
    },
  };
}
