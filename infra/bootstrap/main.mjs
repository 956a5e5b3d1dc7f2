// Runs on the machine's own Node, with nothing installed: brings in the packages, then goes on under Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, node24 } from './packages.mjs';
import { Halt } from './say.mjs';

const commands = [
  ...['start', 'serve', 'dev', 'build', 'test', 'check', 'bench', 'reset', 'backup', 'restore', 'keys'],
  ...['test:attack', 'audit:verify', 'audit:restored'],
];

/** @type {(signal: NodeJS.Signals) => void} */
let onSignal = () => process.exit(130);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => onSignal(signal));

try {
  const [command = '', ...rest] = process.argv.slice(2);
  if (!commands.includes(command)) throw new Halt(`Usage: npm run ${commands.join(' | ')}`);
  if (process.platform !== 'linux')
    throw new Halt(
      `Lesblik runs on Linux; this machine is ${process.platform}. Use a Linux machine, or infra/compose.yaml.`,
    );
  await installPackages();
  const child = spawn(node24, [join(import.meta.dirname, 'cli.ts'), command, ...rest], { stdio: 'inherit' });
  // Ctrl-C reaches the child twice, by the terminal and from here: it takes them for one.
  onSignal = (signal) => child.kill(signal);
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  if (!(error instanceof Halt)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
