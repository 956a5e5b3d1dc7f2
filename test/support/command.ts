import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from './until.ts';

const root = join(import.meta.dirname, '../..');

/** One of the project's npm commands as a process, seen from outside. */
export class Command {
  static readonly #all = new Set<ChildProcess>();
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(args: string[], env: Record<string, string>) {
    this.#child = spawn(process.execPath, [join(root, 'infra/bootstrap/main.mjs'), ...args], {
      cwd: root,
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    Command.#all.add(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
  }

  /** Runs one that ends by itself. */
  static async run(args: string[], env: Record<string, string>): Promise<{ code: number | null; output: string }> {
    const command = new Command(args, env);
    return { code: await command.ended, output: command.output };
  }

  /** For a test that gave up. */
  static endAll(): void {
    for (const child of Command.#all) child.kill('SIGTERM');
  }

  async says(words: string): Promise<void> {
    await until(
      () => {
        if (this.#child.exitCode !== null) throw new Error(`it ended before saying "${words}":\n${this.output}`);
        return this.output.includes(words);
      },
      120_000,
      `"${words}"`,
    );
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(['PATH', 'HOME', 'XDG_CACHE_HOME', 'TMPDIR'].map((name) => [name, process.env[name] ?? '']));
