import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { LogKeys } from './log-keys.ts';

/** Of `audit_link`: what stands at a place of the chain. */
export type LinkKind = 'entry' | 'from_before' | 'restored';

export interface LinkContent {
  number: number;
  kind: string;
  linkedAt: Date;
  /** Of an entry its `entryText`, of a restore its note. */
  text: string;
}

export const hashOf = (keys: LogKeys, { number, kind, linkedAt, text }: LinkContent, before: Buffer): Buffer =>
  keys.hash('lesblik access log 1', String(number), kind, linkedAt.toISOString(), before.toString('hex'), text);

/**
 * An entry in one form, whatever wrote it: jsonb has one order of keys and one way of writing each value. Times are in the
 * zone of the database session: first say `inUtc`.
 * @param alias of `audit_entry`
 */
export const entryText = (alias: string): RawBuilder<string | null> =>
  sql<string | null>`jsonb_strip_nulls(to_jsonb(${sql.ref(alias)}))::text`;

/** For the transaction. */
export const inUtc = sql`set local time zone 'UTC'`;

/** A restore lost the entries after `from`, up to and including `to`; `head` is the hash of the last of them. */
const RestoreNote = z.object({ from: z.int(), to: z.int(), head: z.string().nullable() });
export type RestoreNote = z.infer<typeof RestoreNote>;

export const writeNote = (note: RestoreNote): string => JSON.stringify(note);

/** Undefined where it is none. */
export function readNote(note: string | null): RestoreNote | undefined {
  try {
    return RestoreNote.safeParse(JSON.parse(note ?? 'null')).data;
  } catch {
    return undefined;
  }
}
