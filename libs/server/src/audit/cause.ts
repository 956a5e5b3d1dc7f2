import type { Database } from '../database/database.ts';
import type { Fault } from './fault.ts';
import type { Head } from './heads.ts';
import { hashOf } from './link.ts';
import { contentOf, type LinkRow, nextLink } from './links.ts';
import type { LogKeys } from './log-keys.ts';

/**
 * What was done where a hash does not fit. The place after it, or the signed head, tells: each was made when this one was
 * still right.
 * @param before the hash of the place before it
 */
export async function causeAt(
  db: Database,
  keys: LogKeys,
  row: LinkRow,
  before: Buffer,
  head: Head | undefined,
): Promise<Fault> {
  const next = await nextLink(db, row.number);
  const right = hashOf(keys, contentOf(row), before);
  const follows = (hash: Buffer) =>
    next === undefined
      ? head?.number === row.number && head.hash === hash.toString('hex')
      : hashOf(keys, contentOf(next), hash).equals(next.hash);
  const where = { number: row.number, ...(row.entryId !== null && { entryId: row.entryId }) };
  const named = `Number ${row.number} of the log${row.entryId === null ? '' : ` (entry ${row.entryId}${row.at ? ` of ${row.at.toISOString()}` : ''})`}`;
  if (follows(row.hash)) return { kind: 'changed', ...where, sentence: `${named} was changed.` };
  if (follows(right)) return { kind: 'changed', ...where, sentence: `${named}: its hash was changed.` };
  if (next !== undefined && hashOf(keys, { ...contentOf(row), number: next.number }, next.hash).equals(row.hash))
    return { kind: 'changed', ...where, sentence: `${named} changed places with the one after it.` };
  if (putIn(keys, row, next, before, head))
    return { kind: 'put_in', ...where, sentence: `${named} was put in: Lesblik did not write it there.` };
  const sentence = `${named} is not what Lesblik wrote there: it was changed or put in, or another was taken out before it.`;
  return { kind: 'changed', ...where, sentence };
}

/** The one after it fits in its place; or nothing comes after it, and the head ends before it. */
function putIn(
  keys: LogKeys,
  row: LinkRow,
  next: LinkRow | undefined,
  before: Buffer,
  head: Head | undefined,
): boolean {
  if (next === undefined) return head === undefined || head.number < row.number || head.hash === before.toString('hex');
  return hashOf(keys, { ...contentOf(next), number: row.number }, before).equals(next.hash);
}
