import { createWorker } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';

const RESTART_MS = 1_000;

/** Keeps one mediasoup worker running; one that dies is replaced. */
export class MediaPlane {
  #worker: Worker | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #config: Config['mediasoup'];
  readonly #log: Log;

  constructor(config: Config['mediasoup'], log: Log) {
    this.#config = config;
    this.#log = log;
  }

  /** Without a mediasoup worker everything but calls works, so it is tried again and again instead of giving up. */
  async start(): Promise<void> {
    try {
      await this.#startWorker();
    } catch (error) {
      this.#log.error({ err: error }, 'the mediasoup worker does not start');
      this.#again();
    }
  }

  async #startWorker(): Promise<void> {
    const { workerBin } = this.#config;
    const worker = await createWorker({ logLevel: 'warn', ...(workerBin !== undefined && { workerBin }) });
    worker.on('died', (error) => {
      this.#worker = undefined;
      if (this.#closed) return;
      this.#log.error({ err: error }, 'the mediasoup worker died and is replaced');
      this.#again();
    });
    this.#worker = worker;
  }

  /** @throws when no mediasoup worker answers */
  async check(): Promise<void> {
    if (this.#worker === undefined) throw new Error('no mediasoup worker runs');
    await this.#worker.getResourceUsage();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#worker?.close();
  }

  #again(): void {
    if (!this.#closed) this.#retry = setTimeout(() => void this.start(), RESTART_MS);
  }
}
