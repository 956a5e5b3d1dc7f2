import { type Playhead, playheadAt } from '@lesblik/shared/playhead';
import type { Request } from '@lesblik/shared/sockets';
import {
  initialPlayerState,
  type EndReason,
  type MediaOwner,
  type PlayerRequest,
  type PlayerState,
} from '../../player/core/player-state.ts';
import type { MakeOwner } from '../../player/core/player-store.ts';
import { correct, isLoaded, SeekLead } from './follow.ts';

export type PlayheadChange = Request<'room:playhead'>['change'];

/** What the owner needs of the room. */
export interface PlayheadLine {
  /** Told when the playhead, or for whom it waits, has changed. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Of this recording; null when the room is in another or in none. */
  playhead(): Playhead | null;
  /** Milliseconds since 1970 by the server's clock. */
  serverNow(): number;
  /** Somebody is waited for: the lesson stands still. */
  held(): boolean;
  steers(): boolean;
  /** Asks the room to move it; a refusal is told to the person there. */
  change(change: PlayheadChange): Promise<void>;
  /** This page has nothing to show at the playhead, or has again. */
  buffering(waiting: boolean): void;
  /** The browser plays only after a press of the person's own. */
  blocked(is: boolean): void;
}

const TICK_MS = 60;
/** Somebody scrubs: the room is asked to follow this often. */
const SCRUB_MS = 90;
const PLAY_AGAIN_MS = 700;
/** A short stall is walked after; a longer one makes the others wait. */
const STALL_MS = 250;
const END_MS = 100;

/**
 * The room as owner of the media. It asks the server to move the playhead, and lets the video element's own owner follow
 * the playhead that the server tells: what the page shows as paused, speed and end is the room's, not the element's.
 */
export class RoomOwner implements MediaOwner {
  readonly #owner: MediaOwner;
  readonly #tell: (change: Partial<PlayerState>) => void;
  readonly #state: () => PlayerState;
  readonly #line: PlayheadLine;
  readonly #stop: (() => void)[] = [];
  readonly #lead = new SeekLead();
  #video: PlayerState = initialPlayerState;
  #goalMs: number | null = null;
  #asking = false;
  #pausing = false;
  #stepping = false;
  #correcting = false;
  #aligned: Playhead | null = null;
  #realigned: Playhead | null = null;
  #seekSince: number | null = null;
  #playSince: number | null = null;
  #stallSince: number | null = null;
  #told = false;
  #beforeMs = 0;
  #over = false;

  constructor(
    make: MakeOwner,
    tell: (change: Partial<PlayerState>) => void,
    state: () => PlayerState,
    line: PlayheadLine,
  ) {
    this.#tell = tell;
    this.#state = state;
    this.#line = line;
    // A loop is the room's too: the element's own would turn on one page alone.
    this.#owner = make(
      (change) => this.#heard(change),
      () => ({ ...this.#video, loop: null }),
    );
    const timer = setInterval(() => this.#follow(), TICK_MS);
    this.#stop.push(
      () => clearInterval(timer),
      line.subscribe(() => this.#follow()),
    );
  }

  ask(request: PlayerRequest): void {
    switch (request.name) {
      case 'play':
        if (this.#state().ended) void this.#seek(this.#state().loop?.startMs ?? this.#state().fromMs);
        void this.#line.change({ act: 'play' });
        // Within the person's own press: a browser that forbids playing by itself allows this.
        if (this.#playSince !== null) this.#owner.ask(request);
        return;
      case 'pause':
        void this.#pause();
        return;
      case 'seek':
        void this.#seek(request.atMs);
        return;
      case 'skip':
        void this.#seek((this.#goalMs ?? this.#owner.nowMs()) + request.byMs);
        return;
      case 'step':
        void this.#step(request.frames);
        return;
      case 'rate':
        void this.#line.change({ act: 'rate', rate: request.rate });
        return;
      case 'loop':
        this.#tell({ loop: request.span });
        return;
      case 'mute':
      case 'volume':
      case 'speaker':
      case 'quality':
        this.#owner.ask(request);
    }
  }

  nowMs(): number {
    return this.#goalMs ?? this.#owner.nowMs();
  }

  end(reason: EndReason): void {
    this.#over = true;
    this.#leave();
    this.#owner.end(reason);
  }

  destroy(): void {
    this.#leave();
    this.#owner.destroy();
  }

  #leave(): void {
    for (const stop of this.#stop.splice(0)) stop();
    if (this.#told) this.#line.buffering(false);
    this.#told = false;
    this.#line.blocked(false);
  }

  /** Stops here at once, at the frame that the person saw, and brings the others to it. */
  async #pause(): Promise<void> {
    this.#owner.ask({ name: 'pause' });
    this.#pausing = true;
    const atMs = this.#goalMs ?? this.#owner.nowMs();
    await this.#line.change({ act: 'pause', atMs });
    this.#pausing = false;
    this.#follow();
  }

  /** One request at a time, the newest place next: held keys and dragging add up without a queue. */
  async #seek(toMs: number): Promise<void> {
    const { fromMs, durationMs } = this.#state();
    const last = Math.max(fromMs, (durationMs || Infinity) - 1);
    this.#goalMs = Math.round(Math.min(Math.max(fromMs, toMs), last));
    if (this.#asking) return;
    this.#asking = true;
    let asked: number | null = null;
    while (asked !== this.#goalMs && !this.#over) {
      asked = this.#goalMs;
      await Promise.all([
        this.#line.change({ act: 'seek', atMs: asked }),
        new Promise((done) => setTimeout(done, SCRUB_MS)),
      ]);
    }
    this.#asking = false;
    this.#goalMs = null;
    this.#follow();
  }

  /** Walks to the next frame here, then brings the others to it. */
  async #step(frames: 1 | -1): Promise<void> {
    if (!this.#line.steers()) return this.#line.change({ act: 'seek', atMs: this.#owner.nowMs() });
    if (!this.#state().paused) await this.#pause();
    this.#stepping = true;
    this.#owner.ask({ name: 'step', frames });
  }

  #heard(change: Partial<PlayerState>): void {
    const seeked = this.#video.seeking && change.seeking === false;
    this.#video = { ...this.#video, ...change };
    // How it stands with these is the room's to say.
    const { paused: _p, rate: _r, ended: _e, waiting: _w, loop: _l, ...shown } = change;
    this.#tell(shown);
    if (!seeked) return;
    if (this.#seekSince !== null) this.#lead.took(performance.now() - this.#seekSince);
    this.#seekSince = null;
    if (this.#stepping) {
      void this.#line.change({ act: 'seek', atMs: this.#owner.nowMs() }).then(() => {
        this.#stepping = this.#video.seeking;
      });
    }
  }

  #follow(): void {
    const playhead = this.#line.playhead();
    if (!playhead || this.#over) return;
    const durationMs = this.#video.durationMs || Infinity;
    const held = this.#line.held();
    const targetMs = playheadAt(playhead, this.#line.serverNow(), durationMs);
    const ended = targetMs >= durationMs;
    // Where this person is shown a part alone, the others may look at what comes before it.
    const { fromMs } = this.#video;
    const early = targetMs < fromMs;
    const starved = this.#starved(playhead, Math.max(targetMs, fromMs), durationMs);
    // While somebody is waited for the playhead stands; it goes on by itself.
    const plays = playhead.playing || held;
    this.#tell({ paused: !plays, rate: playhead.rate, ended, waiting: plays && (held || starved) });
    if (this.#pausing || this.#stepping) return;
    if (playhead.playing && !ended && !early) this.#run(playhead, targetMs);
    else this.#stand(playhead, ended ? durationMs - 1 : Math.max(targetMs, fromMs));
    this.#turnLoop(targetMs);
  }

  #run(playhead: Playhead, targetMs: number): void {
    const { paused, seeking, rate } = this.#video;
    const now = performance.now();
    this.#aligned = null;
    if (paused) {
      this.#playSince ??= now;
      this.#line.blocked(this.#video.started && now - this.#playSince > PLAY_AGAIN_MS * 3);
      if ((now - this.#playSince) % PLAY_AGAIN_MS < TICK_MS) this.#owner.ask({ name: 'play' });
    } else if (this.#playSince !== null) {
      this.#playSince = null;
      this.#line.blocked(false);
    }
    if (seeking) return;
    const step = correct(this.#owner.nowMs() - targetMs, playhead.rate, this.#correcting);
    this.#correcting = step.correcting;
    if (step.seek) this.#moveTo(targetMs + this.#lead.ms * playhead.rate);
    if (Math.abs(step.rate - rate) > 0.004) this.#owner.ask({ name: 'rate', rate: step.rate });
  }

  /** Everybody looks at the same frame: each playhead that stands is gone to once, to the millisecond. */
  #stand(playhead: Playhead, atMs: number): void {
    this.#playSince = null;
    this.#line.blocked(false);
    // An element that was just told to play says so only later: until then it looks paused and runs on all the same.
    if (this.#aligned === playhead && this.#video.paused) return this.#stayAt(playhead, Math.round(atMs));
    this.#aligned = playhead;
    this.#correcting = false;
    this.#owner.ask({ name: 'pause' });
    if (Math.round(atMs) !== this.#owner.nowMs()) this.#moveTo(Math.round(atMs));
    if (this.#video.rate !== playhead.rate) this.#owner.ask({ name: 'rate', rate: playhead.rate });
  }

  /** A frame that was on its way when the element was paused is drawn after it: once, it goes back to the one all others see. */
  #stayAt(playhead: Playhead, atMs: number): void {
    if (this.#realigned === playhead || this.#video.seeking || this.#owner.nowMs() <= atMs) return;
    this.#realigned = playhead;
    this.#moveTo(atMs);
  }

  #moveTo(atMs: number): void {
    this.#seekSince = performance.now();
    this.#owner.ask({ name: 'seek', atMs });
  }

  /** Tells the room while there is nothing to play at its playhead. A film that cannot be played at all holds nobody up. */
  #starved(playhead: Playhead, targetMs: number, durationMs: number): boolean {
    const { started, waiting, problem, buffered } = this.#video;
    const stalls = playhead.playing && waiting;
    // At the end nothing is to come that one could wait for; how long the film is, server and element know to a frame or two.
    const atEnd = targetMs >= durationMs - END_MS;
    const lacks = problem === null && !atEnd && (!started || stalls || !isLoaded(buffered, targetMs, durationMs));
    const now = performance.now();
    this.#stallSince = lacks ? (this.#stallSince ?? now) : null;
    const starved = this.#stallSince !== null && now - this.#stallSince > STALL_MS;
    if (starved !== this.#told) this.#line.buffering((this.#told = starved));
    return starved;
  }

  /** Only the page of whoever steers turns the loop, and only when playing carried it over the end. */
  #turnLoop(targetMs: number): void {
    const { loop } = this.#state();
    const before = this.#beforeMs;
    this.#beforeMs = targetMs;
    if (loop && this.#line.steers() && before < loop.endMs && targetMs >= loop.endMs && targetMs - before < 1000)
      void this.#seek(loop.startMs);
  }
}
