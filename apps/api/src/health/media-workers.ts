import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import { type Confinement, MEDIA_WORKER_TELLS_MS, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { CLOCK } from '../base/tokens.ts';

/** A media worker that missed three of its tellings is taken for gone. */
const SILENT_MS = 3 * MEDIA_WORKER_TELLS_MS;

type Holds = Omit<Confinement, 'way'>;
type Told = { mediaWorkers: number; way: Confinement['way'] | null } & { [K in keyof Holds]: boolean | null };
const worstFirst: Confinement['way'][] = ['none', 'limits', 'unshare', 'bwrap'];

/** Which media workers live, as they tell themselves. */
@Injectable()
export class MediaWorkers implements OnModuleDestroy {
  readonly #heard = new Map<string, { at: number; confinement: Confinement }>();
  readonly #stop: () => void;

  constructor(
    notices: NoticeBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#stop = notices.subscribe((notice) => {
      if (notice.kind !== 'media_worker') return;
      this.#heard.set(notice.worker, { at: clock.now(), confinement: notice.confinement });
    });
  }

  onModuleDestroy(): void {
    this.#stop();
  }

  /** What holds for the decoders of every media worker that lives; null where none told of itself yet. */
  confinement(): Told {
    for (const [worker, { at }] of this.#heard) if (at < this.clock.now() - SILENT_MS) this.#heard.delete(worker);
    const all = [...this.#heard.values()].map(({ confinement }) => confinement);
    const every = (what: keyof Holds) => (all.length === 0 ? null : all.every((one) => one[what]));
    return {
      mediaWorkers: all.length,
      way: worstFirst.find((way) => all.some((one) => one.way === way)) ?? null,
      network: every('network'),
      files: every('files'),
      memory: every('memory'),
      processes: every('processes'),
      unprivileged: every('unprivileged'),
    };
  }
}
