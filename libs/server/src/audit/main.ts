/**
 * `npm run audit:verify`: proves that the access log is whole, or names the first entry that is not as it was.
 * `npm run audit:restored`: writes into it that a backup was restored. With Docker `node libs/server/dist/audit/main.js verify`.
 */
import { Problem } from '@lesblik/shared/problems';
import { ConfigError, loadConfig } from '../config.ts';
import { connectDatabase, type Database } from '../database/database.ts';
import { errorCode } from '../error-code.ts';
import { KeyStore } from '../keys/key-store.ts';
import { createLog } from '../log.ts';
import { ChainStands, LogChain } from './chain.ts';
import { HeadForged, LogHeads } from './heads.ts';
import { type Verdict, verifyLog } from './verify.ts';

/** It was looked at, and is broken. */
const BROKEN = 1;
/** It could not be looked at. */
const NOT_DONE = 2;

type Act = (db: Database, keys: KeyStore, heads: LogHeads) => Promise<[code: number, sentence: string]>;

const acts: Record<string, Act> = {
  verify: async (db, keys, heads) => {
    const verdict = await verifyLog(db, keys, heads);
    const { fault } = verdict;
    return fault === undefined ? [0, whole(verdict)] : [BROKEN, `The access log is broken. ${fault.sentence}`];
  },
  restored: async (db, keys, heads) => {
    const lost = await new LogChain(db, keys, heads).recordRestore();
    if (lost === undefined) return [NOT_DONE, 'Lesblik is writing the log at this moment. Say it once more.'];
    const what = lost.to === lost.from ? 'no number' : numbers(lost.from + 1, lost.to);
    return [0, `The log now says that a backup was restored, and that it lost ${what}.`];
  },
};

const numbers = (from: number, to: number): string => (from === to ? `number ${from}` : `numbers ${from} to ${to}`);

function whole({ entries, fromBefore, lost, lastNumber }: Verdict): string {
  const before = fromBefore === 0 ? '' : `, ${fromBefore} of them from before it was chained`;
  const lines = lost.map(({ from, to, at }) =>
    from > to
      ? `A backup was restored before ${at.toISOString()}.`
      : `A backup was restored before ${at.toISOString()}: ${numbers(from, to)} were lost by that.`,
  );
  return [
    `The access log is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}${before}, to number ${lastNumber}.`,
    ...lines,
  ].join('\n');
}

/** What a person can do something about is a sentence; all else is a fault of the program. */
function said(error: unknown): string {
  if (error instanceof Problem) return `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
  if (error instanceof ConfigError || error instanceof ChainStands || error instanceof HeadForged) return error.message;
  if (errorCode(error) === 'ECONNREFUSED') return 'The database does not answer.';
  throw error;
}

async function main([command = '']: string[]): Promise<[number, string]> {
  const act = acts[command];
  if (act === undefined) return [NOT_DONE, 'Say what: verify, or restored.'];
  const config = loadConfig();
  const keys = await KeyStore.open(config.keys);
  const { db } = connectDatabase(config.database, createLog('tool', 'silent'));
  try {
    return await act(db, keys, new LogHeads(config.keys));
  } finally {
    await db.destroy();
  }
}

const [code, sentence] = await main(process.argv.slice(2)).catch((error: unknown): [number, string] => [
  NOT_DONE,
  said(error),
]);
(code === 0 ? process.stdout : process.stderr).write(`${sentence.trim()}\n`);
process.exitCode = code;
