import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, LOG } from '../base/tokens.ts';
import { type RecordingAccessView, RecordingAccessService } from './recording-access.service.ts';

/** How long an answer is believed without asking the database again; a notice empties it at once. */
const BELIEVED_MS = 5_000;
const MOST_KEPT = 10_000;
/** How often one request asks on when notices come meanwhile. */
const MOST_ASKED = 3;
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
  /** Is being asked anew; `again`: something was heard meanwhile, so once more. */
  doubt?: { again: boolean };
}

/** A question on its way to the database, and what was heard meanwhile. */
interface Asking {
  personId: string;
  recordingId: string;
  ended: boolean;
  doubted: boolean;
}

/** Asked for every playlist and segment, so it costs next to nothing; and it forgets at once what a notice ends. */
@Injectable()
export class WatchAccessService implements OnModuleDestroy {
  readonly #watchers = new Map<string, Watcher>();
  readonly #stop: (() => void)[];
  readonly #asking = new Set<Asking>();

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
    for (let asked = 1; asked <= MOST_ASKED; asked += 1) {
      const asking: Asking = { personId, recordingId, ended: false, doubted: false };
      const view = await this.#ask(asking);
      // What was read may be from before what was heard. A flood of notices that end nothing is not waited for.
      if (asking.ended || (asking.doubted && asked < MOST_ASKED)) continue;
      const watcher = this.#believe(`${personId}.${recordingId}`, personId, recordingId, view);
      if (asking.doubted) this.#doubt(watcher);
      return this.#pass(watcher);
    }
    throw new Problem('unavailable');
  }

  /** Who is refused gets nothing more of what was on its way either, also where the end itself was not heard yet. */
  async #ask(asking: Asking): Promise<RecordingAccessView> {
    const { personId, recordingId } = asking;
    this.#asking.add(asking);
    try {
      return await this.access.assertMay(personId, 'watch', recordingId);
    } catch (error) {
      if (error instanceof Problem) this.end(personId, recordingId);
      throw error;
    } finally {
      this.#asking.delete(asking);
    }
  }

  /** Cuts what is on its way to this person (or, when null, to anybody) and asks anew from now on. */
  end(personId: string | null, recordingId: string): void {
    const concerns = (one: Asking | Watcher) =>
      one.recordingId === recordingId && (personId === null || one.personId === personId);
    for (const asking of this.#asking) if (concerns(asking)) asking.ended = true;
    for (const [key, watcher] of this.#watchers) {
      if (!concerns(watcher)) continue;
      this.#watchers.delete(key);
      watcher.end.abort();
    }
  }

  /** Believes nothing any more of whom this is about; what is on its way goes on only where access still stands. */
  askAnew(personId?: string, recordingId?: string): void {
    const concerns = (one: Asking | Watcher) =>
      (personId === undefined || one.personId === personId) &&
      (recordingId === undefined || one.recordingId === recordingId);
    for (const asking of this.#asking) if (concerns(asking)) asking.doubted = true;
    for (const watcher of this.#watchers.values()) if (concerns(watcher)) this.#doubt(watcher);
  }

  /** However many notices come, of each watcher one question is on its way. */
  #doubt(watcher: Watcher): void {
    watcher.believedUntil = 0;
    if (watcher.doubt !== undefined) {
      watcher.doubt.again = true;
      return;
    }
    watcher.doubt = { again: false };
    void this.#endUnlessAllowed(watcher);
  }

  async #endUnlessAllowed(watcher: Watcher): Promise<void> {
    const { personId, recordingId } = watcher;
    let allowed = false;
    try {
      allowed = (await this.access.find(personId, recordingId)) !== undefined;
    } catch (error) {
      this.log.error({ err: error }, 'access could not be asked anew');
    }
    const again = watcher.doubt?.again === true;
    delete watcher.doubt;
    if (!allowed) this.end(personId, recordingId);
    else if (again) this.#doubt(watcher);
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
