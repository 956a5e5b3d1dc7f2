import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ChainStands, LogChain } from '@lesblik/server/audit/chain';
import { LogHeads } from '@lesblik/server/audit/heads';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { CONFIG, DATABASE, LOG } from '../base/tokens.ts';

/** The signed head is written to disk after each time: not more often than this. */
const AT_MOST_EVERY_MS = 1_000;
/** Should a notice have been missed. */
const LOOK_EVERY_MS = 10_000;

/** Gives the entries of the access log their places in its chain, as soon as they are committed. */
@Injectable()
export class LogChainService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #chain: LogChain;
  #work: Promise<void> | undefined;
  #wanted = false;
  #ended = false;
  #lastAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void)[] = [];
  /** What was said of a chain that stands still, so that it is said once. */
  #said = '';

  constructor(
    @Inject(DATABASE) db: Database,
    keys: KeyStore,
    @Inject(CONFIG) config: Config,
    @Inject(LOG) private readonly log: Log,
    private readonly notices: NoticeBus,
  ) {
    this.#chain = new LogChain(db, keys, new LogHeads(config.keys));
  }

  onApplicationBootstrap(): void {
    this.#unsubscribe = [
      this.notices.subscribe(({ kind }) => kind === 'log_written' && this.#wake()),
      this.notices.onReconnected(() => this.#wake()),
    ];
    this.#looking = setInterval(() => this.#wake(), LOOK_EVERY_MS).unref();
    this.#wake();
  }

  /** What was written last is in the chain when the process has ended. */
  async onModuleDestroy(): Promise<void> {
    this.#ended = true;
    for (const end of this.#unsubscribe) end();
    clearInterval(this.#looking);
    clearTimeout(this.#timer);
    await this.#work;
    await this.#link();
  }

  #wake(): void {
    this.#wanted = true;
    if (this.#ended || this.#work !== undefined || this.#timer !== undefined) return;
    const inMs = Math.max(0, this.#lastAt + AT_MOST_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#wanted = false;
      this.#work = this.#link().finally(() => {
        this.#work = undefined;
        this.#lastAt = performance.now();
        if (this.#wanted) this.#wake();
      });
    }, inMs).unref();
  }

  async #link(): Promise<void> {
    try {
      // Where another process was at it, it may have looked before the latest was there.
      if ((await this.#chain.link()) === undefined) this.#wanted = true;
      this.#said = '';
    } catch (error) {
      const known = error instanceof ChainStands;
      if (known && error.message === this.#said) return;
      this.#said = known ? error.message : '';
      this.log.error({ err: error }, 'the chain of the access log stands still');
    }
  }
}
