import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './run.mjs';
import { say } from './say.mjs';
import { byLine, spoken } from './spoken.ts';

export interface Service {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

interface Options {
  logFolder: string;
  /** Says what goes wrong in the services, besides writing all they say down. */
  echo: boolean;
  /** Tells after each start which processes there are, so that a killed start can be cleaned up later. */
  onProcesses: (pids: number[]) => void;
}

/** A service that dies oftener than this within the span keeps dying. */
const deathsAllowed = 4;
const deathSpanMs = 60_000;
const firstPauseMs = 200;
const stopLimitMs = 30_000;
const largestLog = 20_000_000;
/** sysexits(3): the settings are wrong, and starting again would not mend them. */
const EX_CONFIG = 78;

/** Keeps the product's processes running: one that dies is started again, and if it keeps dying `collapsed` tells why. */
export class Services {
  readonly #options: Options;
  readonly #running = new Map<string, Running>();
  readonly #collapse = Promise.withResolvers<string>();
  #stopping = false;

  constructor(options: Options) {
    this.#options = options;
    mkdirSync(options.logFolder, { recursive: true });
  }

  /** Resolves with the reason and the last lines of the service that cannot be kept running. */
  get collapsed(): Promise<string> {
    return this.#collapse.promise;
  }

  start(service: Service): void {
    const log = openLog(join(this.#options.logFolder, `${service.name}.log`));
    const running: Running = { service, log, tail: '', deaths: [], child: undefined, pause: undefined };
    this.#running.set(service.name, running);
    this.#spawn(running);
  }

  /** In the order of their start: what people talk to first. Each gets its time to end what it does. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const running of this.#running.values()) {
      clearTimeout(running.pause);
      await endChild(running);
      await new Promise((resolve) => running.log.end(resolve));
    }
  }

  #spawn(running: Running): void {
    const { service } = running;
    // A process group of its own: Ctrl-C must not reach everything at once.
    const child = spawn(process.execPath, service.args, {
      env: service.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.child = child;
    running.tail = '';
    const tell = byLine((line) => {
      const words = spoken(service.name, line);
      if (words !== undefined) say(words);
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        running.tail = (running.tail + text).slice(-4000);
        running.log.write(text);
        if (this.#options.echo) tell(text);
      });
    }
    child.on('close', (code, signal) => this.#onEnd(running, code, signal));
    this.#options.onProcesses([...this.#running.values()].flatMap((each) => each.child?.pid ?? []));
  }

  #onEnd(running: Running, code: number | null, signal: string | null): void {
    running.child = undefined;
    if (this.#stopping) return;
    const { service, deaths, tail } = running;
    const how = signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
    if (code === EX_CONFIG) return this.#collapse.resolve(tail.trim());
    deaths.push(Date.now());
    const recent = deaths.filter((at) => at > Date.now() - deathSpanMs).length;
    if (recent > deathsAllowed)
      return this.#collapse.resolve(
        `The ${service.name} keeps ending (it ${how}). Its last lines:\n${lastLines(tail)}`,
      );
    const pauseMs = firstPauseMs * 4 ** (recent - 1);
    say(`  The ${service.name} ${how}; it is started again in ${pauseMs / 1000} s.`);
    running.pause = setTimeout(() => this.#spawn(running), pauseMs);
  }
}

interface Running {
  service: Service;
  log: WriteStream;
  /** The newest of what it said, for when it dies. */
  tail: string;
  /** When it died, in milliseconds of the clock. */
  deaths: number[];
  child: ChildProcess | undefined;
  pause: NodeJS.Timeout | undefined;
}

async function endChild({ child, service }: Running): Promise<void> {
  if (child === undefined) return;
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  const limit = setTimeout(() => {
    say(`  The ${service.name} did not end within ${stopLimitMs / 1000} s and is ended by force.`);
    child.kill('SIGKILL');
  }, stopLimitMs);
  await closed;
  clearTimeout(limit);
}

/** Yesterday's log gives way when it is large. */
function openLog(file: string): WriteStream {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat !== undefined && stat.size > largestLog) renameSync(file, `${file}.old`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}
