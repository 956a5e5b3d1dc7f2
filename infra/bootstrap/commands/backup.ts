import { existsSync } from 'node:fs';
import { alreadyRuns, Hold, runningIn } from '../hold.ts';
import { inRoot, root } from '../paths.ts';
import { startCluster } from '../postgres.ts';
import { run } from '../run.mjs';
import { Halt } from '../say.mjs';
import { dataFolder, loadEnvFile } from '../settings.ts';
import { build } from '../steps/build.ts';

/** `npm run backup -- <folder> [--keys <folder>]`: also while Lesblik runs. */
export async function backup(args: string[]): Promise<number> {
  loadEnvFile();
  const data = dataFolder();
  if (!existsSync(data)) throw new Halt(`There is nothing in ${data} to back up.`);
  return withDatabase(data, runningIn(data)?.databaseUrl, 'infra/backup/backup.ts', args);
}

/** `npm run restore -- <backup> --keys <folder>`: into an empty data folder (and database and bucket, where those are elsewhere). */
export async function restore(args: string[]): Promise<number> {
  loadEnvFile();
  const data = dataFolder();
  const running = runningIn(data);
  if (running !== undefined) throw new Halt(alreadyRuns(running));
  return withDatabase(data, undefined, 'infra/backup/restore.ts', args);
}

/** On the database of the settings, of the running product, or on the embedded one, started for as long as it takes. */
export async function withDatabase(data: string, running: string | undefined, script: string, args: string[]) {
  await build(['server']);
  const given = process.env['DATABASE_URL'] ?? running;
  const hold = given === undefined ? new Hold(data, 0) : undefined;
  const cluster = given === undefined ? await startCluster({ dataFolder: data, durable: true }) : undefined;
  try {
    const { code } = await run(process.execPath, [inRoot(script), ...args], {
      // Folders are meant from where the command was given.
      cwd: process.env['INIT_CWD'] ?? root,
      env: { ...process.env, DATA_DIR: data, DATABASE_URL: given ?? cluster?.url ?? '' },
      onOutput: (text: string) => void process.stdout.write(text),
    });
    return code ?? 1;
  } finally {
    await cluster?.stop();
    hold?.release();
  }
}
