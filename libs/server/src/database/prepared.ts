import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* prepared */';

/**
 * Stands at the end of a statement that nearly every request asks (`.modifyEnd(prepared)`): each connection plans it once,
 * where planning takes longer than answering. Only for one whose text is always the same.
 */
export const prepared = sql.raw(MARK);

const names = new Map<string, string>();

/** PostgreSQL and its driver know a prepared statement by a name. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/** Gives what is marked so a name; Kysely has no way to hand one over. */
export function prepareMarked(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (asked: unknown, ...rest: unknown[]) =>
    query(typeof asked === 'string' && asked.endsWith(MARK) ? { name: nameOf(asked), text: asked } : asked, ...rest);
  Object.assign(client, { query: named });
}
