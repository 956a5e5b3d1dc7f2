import { existsSync, rmSync } from 'node:fs';
import { alreadyRuns, runningIn } from '../hold.ts';
import { removeCluster } from '../postgres.ts';
import { Halt, say } from '../say.mjs';
import { dataFolder } from '../settings.ts';

/** `npm run reset`: removes everything kept, films and keys included. */
export async function reset(): Promise<number> {
  const data = dataFolder();
  const running = runningIn(data);
  if (running !== undefined) throw new Halt(alreadyRuns(running));
  if (!existsSync(data)) {
    say(`There is nothing in ${data}.`);
    return 0;
  }
  removeCluster(data);
  rmSync(data, { recursive: true });
  say(`Removed ${data}.`);
  return 0;
}
