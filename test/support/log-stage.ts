import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LogChain } from '@lesblik/server/audit/chain';
import { LogHeads } from '@lesblik/server/audit/heads';
import { verifyLog } from '@lesblik/server/audit/verify';
import type { Database } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import pg from 'pg';
import { scratchFolder } from './scratch.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const script = join(import.meta.dirname, '../../libs/server/dist/audit/main.js');
const organisationId = randomUUID();

/** The access log with its chain, and nothing else of the product. */
export class LogStage {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly keys: KeyStore;
  readonly heads: LogHeads;
  readonly chain: LogChain;
  readonly recordingId = randomUUID();
  readonly #remove: () => Promise<void>;

  private constructor(database: TestDatabase, folder: string, keys: KeyStore, remove: () => Promise<void>) {
    this.database = database;
    this.folder = folder;
    this.keys = keys;
    this.heads = new LogHeads({ dir: join(folder, 'keys') });
    this.chain = new LogChain(database.db, keys, this.heads);
    this.#remove = remove;
  }

  static async open(): Promise<LogStage> {
    const folder = await scratchFolder();
    const keys = await KeyStore.open({ dir: join(folder.path, 'keys') });
    return new LogStage(await testDatabase(), folder.path, keys, folder.remove);
  }

  async close(): Promise<void> {
    await this.database.drop();
    await this.#remove();
  }

  /** As a service writes one, in a transaction of its own where none is given. @returns the ids of those that are new */
  async write(count = 1, more: { onceKey?: string; actorId?: string } = {}, db: Database = this.database.db) {
    const entry = { organisationId, recordingId: this.recordingId, kind: 'opened', device: 'phone', ...more };
    const rows = await db
      .insertInto('auditEntry')
      .values(Array.from({ length: count }, () => ({ actorId: randomUUID(), ...entry })))
      .onConflict((on) => on.column('onceKey').doNothing())
      .returning('id')
      .execute();
    return rows.map(({ id }) => id);
  }

  verify() {
    return verifyLog(this.database.db, this.keys, this.heads);
  }

  /** As whoever owns the database: past every trigger and key. */
  async tamper(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      await client.query('begin; set local session_replication_role = replica');
      for (const statement of statements) await client.query(statement);
      await client.query('commit');
    } finally {
      await client.end();
    }
  }

  removeHeads(): Promise<void> {
    return rm(this.heads.folder, { recursive: true });
  }

  /** As an administrator says it. */
  async say(command: 'verify' | 'restored', node: string[] = []): Promise<{ code: number; out: string }> {
    const env = { PATH: process.env['PATH'], DATA_DIR: this.folder, DATABASE_URL: this.database.url };
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [...node, script, command], { env });
      return { code: 0, out: stdout };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, out: stderr };
    }
  }
}
