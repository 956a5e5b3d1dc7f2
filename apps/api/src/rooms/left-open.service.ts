import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { CLOCK, LOG } from '../base/tokens.ts';
import { LeftOpenRepository } from './left-open.repository.ts';
import { LiveRooms } from './live/live-rooms.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 10 * 60 * 1000;

/** Who closes the browser ends no call: what nobody came back to for a day is over, and waits on nobody's page. */
@Injectable()
export class LeftOpenService implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: LeftOpenRepository,
    private readonly live: LiveRooms,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => {
      this.end().catch((error: unknown) => this.log.error({ err: error }, 'calls left open were not ended'));
    };
    look();
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async end(): Promise<void> {
    const now = this.clock.now();
    const ids = await this.repository.end(new Date(now - DAY_MS), new Date(now));
    for (const id of ids) await this.live.ended(id);
  }
}
