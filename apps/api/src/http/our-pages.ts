import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '@lesblik/shared/problems';
import type { RequestHandler } from 'express';

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request comes from our own page, or from no page at all. Cookies go along from a neighbouring host's page too;
 * its Origin tells (RFC 6455, section 10.2).
 */
export function isOurPage({ origin, host }: IncomingHttpHeaders, publicUrl: string): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && [host, new URL(publicUrl).host].includes(new URL(origin).host);
}

/** Whatever changes something is done from our own pages only; a program that is no browser names no page. */
export const fromOurPagesOnly =
  (publicUrl: string): RequestHandler =>
  ({ method, headers }, _, next) => {
    const elsewhere = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
    const refused = !CHANGES_NOTHING.has(method) && (elsewhere || !isOurPage(headers, publicUrl));
    next(refused ? new Problem('not_allowed') : undefined);
  };
