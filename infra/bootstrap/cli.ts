import { auditRestored, auditVerify } from './commands/audit.ts';
import { attack } from './commands/attack.ts';
import { backup, restore } from './commands/backup.ts';
import { bench } from './commands/bench.ts';
import { check } from './commands/check.ts';
import { dev } from './commands/dev.ts';
import { keys } from './commands/keys.ts';
import { reset } from './commands/reset.ts';
import { serve, start } from './commands/start.ts';
import { test } from './commands/test.ts';
import { Halt } from './say.mjs';
import { build } from './steps/build.ts';

/** Answers the exit code. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  start,
  serve,
  dev,
  build: async () => {
    await build();
    return 0;
  },
  test,
  check,
  bench,
  reset,
  backup,
  restore,
  keys,
  'test:attack': attack,
  'audit:verify': auditVerify,
  'audit:restored': auditRestored,
};

/** A terminal that went away is no reason to leave services behind. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = commands[name];
  if (command === undefined) throw new Halt(`There is no command ${name}.`);
  process.exitCode = await command(args);
} catch (error) {
  if (!(error instanceof Halt)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
