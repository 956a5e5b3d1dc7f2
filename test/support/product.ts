import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres } from './postgres.ts';
import { until } from './until.ts';

const root = join(import.meta.dirname, '..', '..');

type Service = 'api' | 'worker';

/** The built product as processes of its own, to be killed and started again; nothing of it is imported. */
export class Product {
  readonly url: string;
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly #children = new Map<string, ChildProcess>();
  readonly #stopPostgres: () => Promise<void>;

  /** One that another process started and will stop: to be used, not to be killed. */
  static running({ url, folder, env }: { url: string; folder: string; env: Record<string, string> }): Product {
    return new Product(url, folder, env, async () => {});
  }

  private constructor(url: string, folder: string, env: Record<string, string>, stopPostgres: () => Promise<void>) {
    this.url = url;
    this.folder = folder;
    this.env = env;
    this.#stopPostgres = stopPostgres;
  }

  /**
   * Needs a build: `npm run build`.
   * @param workers a media worker each, bound to these cores (as taskset(1) names them) or to none
   */
  static async start(
    given: Record<string, string> = {},
    workers: readonly (string | undefined)[] = [undefined],
  ): Promise<Product> {
    const { url: databaseUrl, stop } = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-product-'));
    const port = await freePort();
    const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
    const product = new Product(
      `http://localhost:${port}`,
      folder,
      {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        NODE_ENV: 'production',
        LESBLIK_MODE: 'test',
        LOG_LEVEL: 'info',
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        MEDIASOUP_PORT: '0',
        ...(workerBin !== undefined && { MEDIASOUP_WORKER_BIN: workerBin }),
        ...given,
      },
      stop,
    );
    try {
      await product.run('libs/server/dist/database/migrate.js');
      workers.forEach((cores, index) => product.startWorker(index === 0 ? 'worker' : `worker-${index + 1}`, cores));
      await product.startApi();
      return product;
    } catch (error) {
      await product.stop();
      throw error;
    }
  }

  /** @param within a command that runs it, such as one that gives it a small disk */
  async startApi(within: readonly string[] = []): Promise<void> {
    this.#spawn('api', 'api', within);
    await until(() => this.#answers('api'), 60_000, 'the API');
  }

  startWorker(name = 'worker', cores?: string): void {
    this.#spawn(name, 'worker', cores === undefined ? [] : ['taskset', '-c', cores]);
  }

  /** Process id of a service that runs. */
  pid(name: string): number {
    const pid = this.#children.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    return pid;
  }

  /** Text of the newest mail to somebody. */
  async lastMail(to: string): Promise<string> {
    const outbox = join(this.folder, 'outbox');
    const names = (await readdir(outbox)).filter((name) => name.endsWith('.json')).toSorted();
    for (const name of names.toReversed()) {
      const mail = JSON.parse(await readFile(join(outbox, name), 'utf8')) as { to: string; text: string };
      if (mail.to === to) return mail.text;
    }
    throw new Error(`no mail to ${to}`);
  }

  /** SIGKILL: no time to tidy up. */
  async kill(name: string): Promise<void> {
    await this.#end(name, 'SIGKILL');
  }

  async stop(): Promise<void> {
    for (const name of [...this.#children.keys()].toReversed()) await this.#end(name, 'SIGTERM');
    await this.#stopPostgres();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a script of the product to its end. @returns what it printed */
  async run(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<string> {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`${script} ended with ${code}: ${all}`);
    return out;
  }

  firstAdministratorLink = async (): Promise<string> => (await this.run('apps/api/dist/first-administrator.js')).trim();

  /** What a service logged so far. */
  log = (name: string): Promise<string> => readFile(join(this.folder, `${name}.log`), 'utf8');

  #spawn(name: string, service: Service, within: readonly string[]): void {
    const [command = '', ...args] = [...within, process.execPath, join(root, `apps/${service}/dist/main.js`)];
    const child = spawn(command, args, {
      cwd: root,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(this.folder, `${name}.log`), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#children.set(name, child);
  }

  async #answers(name: string): Promise<boolean> {
    const child = this.#children.get(name);
    if (child?.exitCode !== null && child !== undefined) {
      throw new Error(`the API ended with ${child.exitCode}: ${await this.log(name)}`);
    }
    return fetch(`${this.url}/api/ready`).then(
      (response) => response.ok,
      () => false,
    );
  }

  async #end(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.#children.get(name);
    this.#children.delete(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
