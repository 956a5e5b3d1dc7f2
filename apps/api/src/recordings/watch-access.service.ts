import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { CLOCK, LOG } from '../base/tokens.ts';
import { type RecordingAccessView, RecordingAccessService } from './recording-access.service.ts';

/** How long an answer is believed without asking the database again; a notice empties it at once. */
const BELIEVED_MS = 5_000;
const MOST_KEPT = 10_000;
const LONGEST_STREAM_MS = 60 * 60 * 1000;

export interface Pass {
  view: RecordingAccessView;
  /** Aborts when this person's access ends: whatever is on its way to them is cut. */
  ended: AbortSignal;
}

interface Watcher {
  personId: string;
  recordingId: string;
  end: AbortController;
  view: RecordingAccessView;
  believedUntil: number;
}

/** Asked for every playlist and segment, so it costs next to nothing; and it forgets at once what a notice ends. */
@Injectable()
export class WatchAccessService implements OnModuleDestroy {
  readonly #watchers = new Map<string, Watcher>();
  readonly #stop: (() => void)[];
  /** Grows with every notice: what was read from the database before it is not believed after it. */
  #notices = 0;

  constructor(
    private readonly access: RecordingAccessService,
    private readonly bus: NoticeBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.#stop = [bus.subscribe((notice) => this.#hear(notice)), bus.onReconnected(() => this.askAnew())];
  }

  onModuleDestroy(): void {
    for (const stop of this.#stop) stop();
  }

  /** @throws Problem not_found, not_allowed */
  async enter(personId: string, recordingId: string): Promise<Pass> {
    const key = `${personId}.${recordingId}`;
    const known = this.#watchers.get(key);
    if (known !== undefined && this.bus.hears && known.believedUntil > this.clock.now()) return this.#pass(known);
    return this.enterAnew(personId, recordingId);
  }

  /** Asks the database, whatever is remembered. */
  async enterAnew(personId: string, recordingId: string): Promise<Pass> {
    const key = `${personId}.${recordingId}`;
    for (;;) {
      const notices = this.#notices;
      const view = await this.access.assertMay(personId, 'watch', recordingId);
      if (notices !== this.#notices) continue;
      return this.#pass(this.#believe(key, personId, recordingId, view));
    }
  }

  /** Cuts what is on its way to this person (or, when null, to anybody) and asks anew from now on. */
  end(personId: string | null, recordingId: string): void {
    this.#notices += 1;
    for (const [key, watcher] of this.#watchers) {
      if (watcher.recordingId !== recordingId || (personId !== null && watcher.personId !== personId)) continue;
      this.#watchers.delete(key);
      watcher.end.abort();
    }
  }

  /** Believes nothing any more of whom this is about; what is on its way goes on only where access still stands. */
  askAnew(personId?: string, recordingId?: string): void {
    this.#notices += 1;
    for (const watcher of this.#watchers.values()) {
      if (personId !== undefined && watcher.personId !== personId) continue;
      if (recordingId !== undefined && watcher.recordingId !== recordingId) continue;
      watcher.believedUntil = 0;
      void this.#endUnlessAllowed(watcher);
    }
  }

  async #endUnlessAllowed({ personId, recordingId }: Watcher): Promise<void> {
    try {
      if ((await this.access.find(personId, recordingId)) !== undefined) return;
    } catch (error) {
      this.log.error({ err: error }, 'access could not be asked anew');
    }
    this.end(personId, recordingId);
  }

  #believe(key: string, personId: string, recordingId: string, view: RecordingAccessView): Watcher {
    const until = this.clock.now() + BELIEVED_MS;
    const believedUntil = Math.min(until, view.endsAt?.getTime() ?? until);
    const watcher = this.#watchers.get(key) ?? {
      personId,
      recordingId,
      end: new AbortController(),
      view,
      believedUntil,
    };
    Object.assign(watcher, { view, believedUntil });
    // The least lately used goes first: the map keeps the order of insertion.
    this.#watchers.delete(key);
    this.#watchers.set(key, watcher);
    const oldest = this.#watchers.keys().next();
    if (this.#watchers.size > MOST_KEPT && !oldest.done) {
      this.#watchers.get(oldest.value)?.end.abort();
      this.#watchers.delete(oldest.value);
    }
    return watcher;
  }

  /** A stream that might outlast the grant ends with it; no stream of a piece of film lasts an hour. */
  #pass({ view, end }: Watcher): Pass {
    const left = (view.endsAt?.getTime() ?? Infinity) - this.clock.now();
    if (left > LONGEST_STREAM_MS) return { view, ended: end.signal };
    return { view, ended: AbortSignal.any([end.signal, AbortSignal.timeout(Math.max(left, 0))]) };
  }

  #hear(notice: Notice): void {
    if (notice.kind === 'access_ended') this.end(notice.personId, notice.recordingId);
    else if (notice.kind === 'grants_changed') this.askAnew(notice.personId, notice.recordingId);
    else if (notice.kind === 'sessions_changed') this.askAnew();
  }
}
