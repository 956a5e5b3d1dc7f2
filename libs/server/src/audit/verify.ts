import { Problem } from '@lesblik/shared/problems';
import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { causeAt } from './cause.ts';
import type { Fault } from './fault.ts';
import { HeadForged, type KeptHead, type LogHeads } from './heads.ts';
import { hashOf, inUtc, readNote } from './link.ts';
import { contentOf, type LinkRow, linksAfter } from './links.ts';
import { LogKeys, NO_HASH } from './log-keys.ts';
import { strayEntry, waitingFor } from './unlinked.ts';

/** So long an entry may wait for its place, and a place for a signed head, while Lesblik runs. */
const PATIENCE_MS = 60_000;

export interface Verdict {
  /** How many are proven. */
  entries: number;
  /** Of these, from before there was a chain. */
  fromBefore: number;
  /** Numbers that restored backups lost, as the chain itself says. */
  lost: { from: number; to: number; at: Date }[];
  lastNumber: number;
  fault?: Fault;
}

/**
 * Whether every entry is as it was when it was linked, none is missing and none came in between. Reads as of one instant,
 * while Lesblik goes on; holds a thousand entries at a time.
 * @throws Problem master_key_wrong, key_server_away
 */
export async function verifyLog(db: Database, keyStore: KeyStore, heads: LogHeads): Promise<Verdict> {
  const verdict: Verdict = { entries: 0, fromBefore: 0, lost: [], lastNumber: 0 };
  const keys = await keysOf(keyStore);
  // Before the database is looked at: what is linked after this is further than they say, never less far.
  const kept = keys === undefined ? [] : await headsOf(heads, keys);
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  const fault = await snapshot.execute(async (tx) => {
    await inUtc.execute(tx);
    const known = keys === undefined ? await noKey(tx) : await walk(tx, keys, kept, verdict);
    return known ?? (await unlinked(tx));
  });
  return fault === undefined ? verdict : { ...verdict, fault };
}

async function keysOf(keyStore: KeyStore): Promise<LogKeys | undefined> {
  try {
    return await LogKeys.open(keyStore);
  } catch (error) {
    if (error instanceof Problem && error.code === 'key_missing') return undefined;
    throw error;
  }
}

async function headsOf(heads: LogHeads, keys: LogKeys): Promise<KeptHead[] | Fault> {
  try {
    return await heads.all(keys);
  } catch (error) {
    if (!(error instanceof HeadForged)) throw error;
    return { kind: 'head', sentence: `The signed head ${error.file} was changed: its signature is not Lesblik's.` };
  }
}

/** A log that was never linked has no key, and nothing to prove yet. */
async function noKey(tx: Database): Promise<Fault | undefined> {
  for await (const { number } of linksAfter(tx, 0))
    return { kind: 'key', number, sentence: 'The key of the log is gone: nothing of it can be proven.' };
  return undefined;
}

async function walk(
  tx: Database,
  keys: LogKeys,
  kept: KeptHead[] | Fault,
  verdict: Verdict,
): Promise<Fault | undefined> {
  const heads = Array.isArray(kept) ? kept : [];
  const waitingHeads = [...heads];
  const lastHead = heads.at(-1);
  let before: { number: number; hash: Buffer; row?: LinkRow } = { number: 0, hash: NO_HASH };
  let unsigned: LinkRow | undefined;
  for await (const row of linksAfter(tx, 0)) {
    const fault = brokenAt(row, before, verdict) ?? (await wrongHash(tx, keys, row, before.hash, lastHead));
    if (fault) return fault;
    while (waitingHeads[0] !== undefined && waitingHeads[0].number <= row.number) {
      const head = waitingHeads.shift();
      // What a restore lost has a head and no place any more.
      if (head?.number === row.number && head.hash !== row.hash.toString('hex'))
        return { kind: 'head', number: row.number, sentence: `The signed head ${head.file} names another chain.` };
    }
    if (lastHead !== undefined && row.number === lastHead.number + 1) unsigned = row;
    if (row.kind !== 'restored') verdict.entries += 1;
    if (row.kind === 'from_before') verdict.fromBefore += 1;
    verdict.lastNumber = row.number;
    before = { number: row.number, hash: row.hash, row };
  }
  if (!Array.isArray(kept)) return kept;
  return endOf(verdict.lastNumber, lastHead, unsigned);
}

/** A place that is missing, or whose entry is; the place of a restore says itself which are, and has no entry. */
function brokenAt(row: LinkRow, before: { number: number; row?: LinkRow }, verdict: Verdict): Fault | undefined {
  const expected = before.number + 1;
  const note = row.kind === 'restored' && row.entryId === null ? readNote(row.note) : undefined;
  if (note !== undefined && note.from === before.number && note.to === row.number - 1) {
    verdict.lost.push({ from: expected, to: note.to, at: row.linkedAt });
    return undefined;
  }
  if (row.number !== expected) {
    const numbers = row.number - 1 === expected ? `Number ${expected}` : `Numbers ${expected} to ${row.number - 1}`;
    const after = before.row?.at === undefined ? '' : `, after an entry of ${before.row.at?.toISOString()}`;
    return { kind: 'removed', number: expected, sentence: `${numbers} of the log were removed${after}.` };
  }
  if (row.text !== null) return undefined;
  const { number, entryId } = row;
  const which = entryId === null ? '' : `: entry ${entryId}`;
  return {
    ...{ kind: 'removed', number, ...(entryId !== null && { entryId }) },
    sentence: `Number ${number} of the log was removed${which}.`,
  };
}

async function wrongHash(tx: Database, keys: LogKeys, row: LinkRow, before: Buffer, lastHead: KeptHead | undefined) {
  if (hashOf(keys, contentOf(row), before).equals(row.hash)) return undefined;
  return causeAt(tx, keys, row, before, lastHead);
}

function endOf(lastNumber: number, head: KeptHead | undefined, unsigned: LinkRow | undefined): Fault | undefined {
  if (head === undefined) return { kind: 'head', sentence: 'The signed heads of the log are gone.' };
  if (head.number > lastNumber) {
    return {
      kind: 'cut',
      number: lastNumber + 1,
      sentence: `The log ends at number ${lastNumber}, but its signed head of ${head.at} says ${head.number}: ${head.number - lastNumber} entries were cut off its end, or an older backup was restored.`,
    };
  }
  if (unsigned !== undefined && unsigned.linkedAt.getTime() < Date.now() - PATIENCE_MS) {
    return {
      kind: 'head',
      number: unsigned.number,
      sentence: `The signed head of the log stands still at number ${head.number} since ${head.at}: signed heads were removed, or Lesblik was broken off and has not run since.`,
    };
  }
  return undefined;
}

async function unlinked(tx: Database): Promise<Fault | undefined> {
  const stray = await strayEntry(tx);
  if (stray !== undefined) {
    return {
      kind: 'put_in',
      entryId: stray.id,
      sentence: `Entry ${stray.id} of ${stray.at.toISOString()} was put in: it has no place in the chain.`,
    };
  }
  const { count, entryId, since } = await waitingFor(tx, PATIENCE_MS);
  if (entryId === undefined) return undefined;
  const sentence = `Entries wait for their place in the chain (${count}, the first since ${since?.toISOString()}): Lesblik does not run, or says in its log why the chain stands still.`;
  return { kind: 'waiting', entryId, sentence };
}
