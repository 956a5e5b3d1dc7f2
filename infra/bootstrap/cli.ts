import { check } from './commands/check.ts';
import { test } from './commands/test.ts';
import { Halt } from './say.mjs';

/** Answers the exit code. */
const commands: Record<string, (args: string[]) => Promise<number>> = { check, test };

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
