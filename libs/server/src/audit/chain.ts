import { Problem } from '@lesblik/shared/problems';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { withChainLock } from './chain-lock.ts';
import { LogHeads } from './heads.ts';
import { entryText, hashOf, inUtc, writeNote } from './link.ts';
import { LogKeys, NO_HASH } from './log-keys.ts';

const BATCH = 1000;

/** The chain cannot go on where it stands: going on would hide what happened to it. */
export class ChainStands extends Error {
  override readonly name = 'ChainStands';
}

interface Place {
  number: number;
  hash: Buffer;
}

/** Writes the chain of the access log: one process at a time, entries in the order in which they were seen committed. */
export class LogChain {
  readonly #db: Database;
  readonly #keys: KeyStore;
  readonly #heads: LogHeads;

  constructor(db: Database, keys: KeyStore, heads: LogHeads) {
    this.#db = db;
    this.#keys = keys;
    this.#heads = heads;
  }

  /**
   * Gives every waiting entry its place, and signs how far that came before anybody else may go on.
   * @returns how many; undefined where another process is at it
   * @throws ChainStands
   */
  link(): Promise<number | undefined> {
    return withChainLock(this.#db, async (db) => {
      const { keys, head, last } = await this.#stand(db);
      if (head.number > last.number) {
        throw new ChainStands(
          `The log in the database ends at number ${last.number}, its signed head says ${head.number}. If an older backup was restored, say so with npm run audit:restored; otherwise entries were cut off.`,
        );
      }
      let place = last;
      let count = 0;
      for (let linked = BATCH; linked === BATCH; count += linked) {
        [place, linked] = await linkBatch(db, keys, place);
      }
      if (place.number > head.number) await this.#heads.write(keys, place.number, place.hash);
      return count;
    });
  }

  /**
   * Writes into the chain that a backup was restored and which numbers that lost, so that it can go on after them.
   * @returns these numbers (none where `to` equals `from`); undefined where another process writes the chain
   * @throws ChainStands where nothing was lost
   */
  recordRestore(): Promise<{ from: number; to: number } | undefined> {
    return withChainLock(this.#db, async (db) => {
      const keys = await LogKeys.open(this.#keys);
      const last = await lastPlace(db);
      const head = (await this.#heads.all(keys)).at(-1);
      if (head !== undefined && head.number <= last.number)
        throw new ChainStands(`Nothing was lost: the log goes on to number ${last.number}, as its signed head says.`);
      const lost = { from: last.number, to: head?.number ?? last.number };
      const note = writeNote({ ...lost, head: head?.hash ?? null });
      const linkedAt = new Date();
      const content = { number: lost.to + 1, kind: 'restored', linkedAt, text: note };
      const hash = hashOf(keys, content, last.hash);
      await db
        .insertInto('auditLink')
        .values({ number: content.number, kind: content.kind, linkedAt, note, hash })
        .execute();
      await this.#heads.write(keys, content.number, hash);
      return lost;
    });
  }

  /** Where the chain ends, in the database and by its last signed head; begins one where there is none. */
  async #stand(db: Database): Promise<{ keys: LogKeys; head: Place; last: Place }> {
    const last = await lastPlace(db);
    const keys = await this.#openKeys(last.number === 0);
    const kept = await this.#heads.last(keys);
    if (kept !== undefined) {
      const head = { number: kept.number, hash: Buffer.from(kept.hash, 'hex') };
      const there = head.number > last.number ? undefined : await placeAt(db, head.number);
      if (there !== undefined && !there.hash.equals(head.hash))
        throw new ChainStands(`Number ${head.number} of the log is not the one that its signed head names.`);
      return { keys, head, last };
    }
    if (last.number > 0)
      throw new ChainStands(
        `The signed heads of the log are gone from ${this.#heads.folder}. Put them back from the backup of the keys; where there is none, say npm run audit:restored.`,
      );
    await this.#heads.write(keys, 0, NO_HASH);
    return { keys, head: last, last };
  }

  async #openKeys(nothingYet: boolean): Promise<LogKeys> {
    try {
      return await LogKeys.open(this.#keys);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'key_missing')) throw error;
      if (nothingYet) return LogKeys.create(this.#keys);
      throw new ChainStands('The key of the log is gone. Put it back from the backup of the keys.', { cause: error });
    }
  }
}

async function lastPlace(db: Database): Promise<Place> {
  const row = await db
    .selectFrom('auditLink')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { number: 0, hash: NO_HASH };
}

/** Of a number that a restore lost there is none. */
async function placeAt(db: Database, number: number): Promise<Place | undefined> {
  if (number === 0) return { number, hash: NO_HASH };
  return db.selectFrom('auditLink').select(['number', 'hash']).where('number', '=', number).executeTakeFirst();
}

function linkBatch(db: Database, keys: LogKeys, last: Place): Promise<[Place, number]> {
  return db.transaction().execute(async (tx) => {
    await inUtc.execute(tx);
    const waiting = await tx
      // The first ones before their entries: with many waiting no plan is to read them all each time.
      .with('first', (q) => q.selectFrom('auditWaiting').selectAll().orderBy('sequence').limit(BATCH))
      .selectFrom('first as w')
      .innerJoin('auditEntry as e', 'e.id', 'w.entryId')
      .select(['w.sequence', 'w.kind', entryText('e').as('text')])
      .orderBy('w.sequence')
      .execute();
    if (waiting.length === 0) return [last, 0];
    let place = last;
    const linkedAt = new Date();
    const hashes = waiting.map(({ kind, text }) => {
      const number = place.number + 1;
      place = { number, hash: hashOf(keys, { number, kind, linkedAt, text: text ?? '' }, place.hash) };
      return place.hash.toString('hex');
    });
    const given = waiting.map(({ sequence }) => sequence);
    await sql`
      insert into audit_link (number, kind, entry_id, linked_at, hash)
      select ${last.number} + given.n, w.kind, w.entry_id, ${linkedAt}, decode(given.hash, 'hex')
      from unnest(${given}::bigint[], ${hashes}::text[]) with ordinality as given (sequence, hash, n)
      join audit_waiting w using (sequence)`.execute(tx);
    await sql`delete from audit_waiting where sequence = any(${given}::bigint[])`.execute(tx);
    return [place, waiting.length];
  });
}
