import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import { createWorker } from 'mediasoup';
import type { Router, WebRtcServer, Worker } from 'mediasoup/types';
import { codecs } from './codecs.ts';
import { doubtsAbout, listenInfos } from './listening.ts';

const RESTART_MS = 250;
const LONGEST_RESTART_MS = 4_000;
/** A caller waits so long for a mediasoup worker that is being replaced. */
const PATIENCE_MS = 3_000;

/** A mediasoup worker and the ports it listens on. */
interface Running {
  worker: Worker;
  server: WebRtcServer;
  routers: number;
}

export interface RoomRouter {
  router: Router;
  server: WebRtcServer;
}

/** The mediasoup workers, one a core, each with a UDP and a TCP port; one that dies is replaced. */
export class MediaPlane {
  readonly #running: (Running | undefined)[];
  readonly #retries = new Set<NodeJS.Timeout>();
  #closed = false;
  readonly #config: Config;
  readonly #log: Log;

  constructor(config: Config, log: Log) {
    this.#config = config;
    this.#log = log;
    this.#running = Array.from({ length: config.mediasoup.workers }, () => undefined);
  }

  /** Without a mediasoup worker everything but calls works, so it is tried again and again instead of giving up. */
  async start(): Promise<void> {
    const { announcedAddresses } = this.#config.mediasoup;
    for (const doubt of await doubtsAbout(announcedAddresses, this.#config.http.publicUrl)) this.#log.warn(doubt);
    await Promise.all(this.#running.map((_, slot) => this.#startWorker(slot, RESTART_MS)));
  }

  /** In the mediasoup worker that carries the fewest. @throws Problem media_unavailable */
  async openRouter(): Promise<RoomRouter> {
    const running = await this.#leastBusy();
    running.routers += 1;
    try {
      const router = await running.worker.createRouter({ mediaCodecs: codecs });
      router.observer.once('close', () => (running.routers -= 1));
      return { router, server: running.server };
    } catch (error) {
      running.routers -= 1;
      throw new Problem('media_unavailable', undefined, { cause: error });
    }
  }

  /** @throws when a mediasoup worker is missing or does not answer */
  async check(): Promise<void> {
    for (const running of this.#running) {
      if (running === undefined) throw new Error('a mediasoup worker is missing');
      await running.worker.getResourceUsage();
    }
  }

  /** For the bench and the tests. */
  get workers(): readonly Worker[] {
    return this.#running.flatMap((running) => (running === undefined ? [] : [running.worker]));
  }

  close(): void {
    this.#closed = true;
    for (const retry of this.#retries) clearTimeout(retry);
    for (const running of this.#running) running?.worker.close();
  }

  async #leastBusy(): Promise<Running> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const [first] = this.#running
        .filter((running) => running !== undefined)
        .toSorted((a, b) => a.routers - b.routers);
      if (first !== undefined) return first;
      if (this.#closed || performance.now() > end) throw new Problem('media_unavailable');
      await wait(RESTART_MS);
    }
  }

  async #startWorker(slot: number, retryMs: number): Promise<void> {
    const { workerBin, announcedAddresses, port } = this.#config.mediasoup;
    const ownPort = port === 0 ? 0 : port + slot;
    let worker: Worker | undefined;
    try {
      worker = await createWorker({ logLevel: 'warn', ...(workerBin !== undefined && { workerBin }) });
      if (this.#closed) return worker.close();
      worker.on('died', (error) => {
        this.#running[slot] = undefined;
        this.#log.error({ err: error }, 'a mediasoup worker died and is replaced');
        if (!this.#closed) void this.#startWorker(slot, RESTART_MS);
      });
      const server = await worker.createWebRtcServer({ listenInfos: listenInfos(announcedAddresses, ownPort) });
      this.#running[slot] = { worker, server, routers: 0 };
    } catch (error) {
      // One that died while it started is replaced above.
      if (this.#closed || worker?.died === true) return;
      worker?.close();
      const where = `${announcedAddresses.join(', ')}, port ${ownPort}`;
      this.#log.error(
        { err: error },
        `a mediasoup worker does not start on ${where}: is the port free, the address right?`,
      );
      const retry = setTimeout(() => {
        this.#retries.delete(retry);
        void this.#startWorker(slot, Math.min(retryMs * 2, LONGEST_RESTART_MS));
      }, retryMs);
      this.#retries.add(retry);
    }
  }
}
