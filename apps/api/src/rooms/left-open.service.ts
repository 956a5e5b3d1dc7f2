import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { CLOCK, LOG } from '../base/tokens.ts';
import { LeftOpenRepository } from './left-open.repository.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { RoomsService } from './rooms.service.ts';

const MINUTE_MS = 60 * 1000;
/** Long enough to come back after the bell, a flat battery or a cup of coffee. */
const LEFT_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOOK_EVERY_MS = MINUTE_MS;

/**
 * Who closes the browser ends no call. One that was held is over a while after everybody went; one that nobody else came
 * to, and one of which this process knows nothing, when nobody came for a day.
 */
@Injectable()
export class LeftOpenService implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: LeftOpenRepository,
    private readonly live: LiveRooms,
    private readonly rooms: RoomsService,
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
    const held = await this.repository.held(this.live.leftBefore(now - LEFT_MS), new Date(now));
    // Somebody may have come back while this was asked.
    const left = new Set(this.live.leftBefore(now - LEFT_MS));
    for (const id of held) if (left.has(id)) await this.rooms.endFor(id);
    for (const id of await this.repository.forgotten(new Date(now - DAY_MS))) await this.rooms.endFor(id);
  }
}
