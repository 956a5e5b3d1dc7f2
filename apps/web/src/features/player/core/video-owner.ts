import { FrameClock } from './frame-clock.ts';
import { HlsSource } from './hls-source.ts';
import { Loudness } from './loudness.ts';
import type { MediaOwner, PlayerRequest, PlayerState } from './player-state.ts';
import { spansOf } from './spans.ts';

export interface Film {
  masterUrl: string;
  frameRate: number | null;
  gainDb: number | null;
  /** Where in the lesson its end lies. */
  durationMs: number;
  /** Where in the lesson its first frame lies: of a part. The element counts from 0; all else tells the lesson's time. */
  fromMs: number;
  /** Where to begin; asked for while the playlists are under way. */
  startMs: Promise<number>;
}

const MOST_ATTEMPTS = 8;
const MOST_OWED = 3;
const NEAR_END_MS = 500;
/** While somebody scrubs, the picture follows this often; every seek cancels what the one before it had begun to decode. */
const SCRUB_MS = 90;
/** After a seek its frame is drawn; where none comes for so long, none was to come. */
const LONGEST_DRAWING_MS = 500;
/** The frame that was there before may be drawn once more first: so long another one may follow it. */
const NEXT_DRAWING_MS = 150;

/** The video element as owner of the media: does what is asked and answers with what really came of it. */
export class VideoOwner implements MediaOwner {
  readonly #source: HlsSource | null;
  readonly #loudness: Loudness;
  readonly #frames: FrameClock;
  readonly #listening = new AbortController();
  #seekGoalMs: number | null = null;
  #stepping: { direction: 1 | -1; from: number; attempt: number; askedAt: number } | null = null;
  #tick = 0;
  #lastSeek = 0;
  #stepsOwed = 0;
  #laterSeek: ReturnType<typeof setTimeout> | undefined;
  #lateFrame: ReturnType<typeof setTimeout> | undefined;
  #over = false;
  /** Gone to as soon as the film is loaded to its end. */
  #endGoalMs: number | null = null;

  readonly #video: HTMLVideoElement;
  readonly #film: Film;
  readonly #tell: (change: Partial<PlayerState>) => void;
  readonly #state: () => PlayerState;

  constructor(
    video: HTMLVideoElement,
    film: Film,
    tell: (change: Partial<PlayerState>) => void,
    state: () => PlayerState,
  ) {
    this.#video = video;
    this.#film = film;
    this.#tell = tell;
    this.#state = state;
    this.#frames = new FrameClock(film.frameRate);
    this.#loudness = new Loudness(video);
    this.#loudness.set(film.gainDb);
    tell({ durationMs: film.durationMs, fromMs: film.fromMs });
    this.#listen();
    this.#source = this.#open();
  }

  ask(request: PlayerRequest): void {
    const video = this.#video;
    switch (request.name) {
      case 'play':
        if (video.ended) this.#seek(this.#state().loop?.startMs ?? this.#film.fromMs);
        // Refused (no gesture yet) or overtaken by a pause: the element's own events tell how it stands.
        video.play().catch(() => this.#tell({ paused: video.paused }));
        this.#tell({ paused: video.paused });
        return;
      case 'pause':
        video.pause();
        // Told at once, as all that a key turns over: the one pressed again before the element's own event counts too.
        this.#tell({ paused: video.paused, atMs: this.nowMs() });
        return;
      case 'seek':
        this.#stepping = null;
        this.#stepsOwed = 0;
        this.#seek(request.atMs);
        return;
      case 'skip':
        this.#stepping = null;
        this.#seek((this.#seekGoalMs ?? this.nowMs()) + request.byMs);
        return;
      case 'step':
        this.#step(request.frames);
        return;
      case 'rate':
        video.preservesPitch = true;
        video.playbackRate = request.rate;
        video.defaultPlaybackRate = request.rate;
        // Told at once: keys pressed before the element's own event each count.
        this.#tell({ rate: video.playbackRate });
        return;
      case 'mute':
        video.muted = request.muted;
        // At once too: the key pressed twice mutes and unmutes.
        this.#tell({ muted: video.muted });
        return;
      case 'volume':
        video.volume = Math.min(1, Math.max(0, request.volume));
        return;
      case 'speaker':
        this.#loudness.route(request.sinkId);
        return;
      case 'loop':
        this.#tell({ loop: request.span });
        return;
      case 'quality':
        this.#source?.choose(request.quality);
    }
  }

  nowMs(): number {
    const video = this.#video;
    if (this.#seekGoalMs !== null) return this.#seekGoalMs;
    const shown = video.paused ? this.#frames.shownAt(video.currentTime) : null;
    const last = this.#film.fromMs > 0 ? this.#lastMs : this.#state().durationMs || Infinity;
    if (shown !== null) return Math.min(FrameClock.momentOf(shown) + this.#film.fromMs, last);
    return Math.round(video.currentTime * 1000) + this.#film.fromMs;
  }

  /** Measured after the recording became playable, so it can come while it plays. */
  setGain(gainDb: number | null): void {
    this.#loudness.set(gainDb);
  }

  takeUpNewRungs(): void {
    this.#source?.takeUpNewRungs();
  }

  end(): void {
    this.#over = true;
    this.#video.removeAttribute('poster');
    this.destroy();
  }

  destroy(): void {
    if (this.#listening.signal.aborted) return;
    this.#listening.abort();
    cancelAnimationFrame(this.#tick);
    clearTimeout(this.#laterSeek);
    clearTimeout(this.#lateFrame);
    this.#video.pause();
    this.#loudness.destroy();
    this.#source?.destroy();
    // No picture or sound stays behind, whether we fed the element or the browser did.
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #open(): HlsSource | null {
    const { masterUrl, startMs } = this.#film;
    if (!HlsSource.supported()) {
      this.#openNatively();
      return null;
    }
    const source = new HlsSource(this.#video, masterUrl, {
      qualities: (qualities, quality, shownQuality) => this.#tell({ qualities, quality, shownQuality }),
      beingMade: (beingMade) => this.#tell({ beingMade }),
      problem: (problem) => this.#tell({ problem }),
      whole: () => this.#goToEnd(),
    });
    void startMs.then((atMs) => {
      if (!this.#listening.signal.aborted) source.start(this.#first(this.#within(atMs)) - this.#film.fromMs);
    });
    return source;
  }

  /** Where there are no media source extensions but HLS is known, as on older iPhones. */
  #openNatively(): void {
    const video = this.#video;
    if (!video.canPlayType('application/vnd.apple.mpegurl')) {
      this.#tell({ problem: 'unsupported' });
      return;
    }
    video.src = this.#film.masterUrl;
    void this.#film.startMs.then((atMs) => {
      if (!this.#listening.signal.aborted && atMs > 0) video.currentTime = this.#toMedia(this.#within(atMs));
    });
    this.#on('error', () =>
      this.#tell({ problem: video.error?.code === MediaError.MEDIA_ERR_NETWORK ? 'offline' : 'media' }),
    );
  }

  #on(type: keyof HTMLMediaElementEventMap, act: () => void): void {
    this.#video.addEventListener(type, act, { signal: this.#listening.signal });
  }

  #listen(): void {
    const video = this.#video;
    this.#on('play', () => this.#tell({ paused: false, ended: false }));
    this.#on('pause', () => {
      // The element shows a frame that began a little earlier than its clock says; the moment is that frame's.
      this.#tell({ paused: true, waiting: false, atMs: this.nowMs() });
    });
    this.#on('playing', () => {
      this.#tell({ waiting: false, paused: false });
      this.#follow();
    });
    this.#on('waiting', () => this.#tell({ waiting: !video.paused }));
    // Of a part the moment of its end is no longer in it.
    this.#on('ended', () =>
      this.#tell({ ended: true, atMs: this.#state().durationMs - (this.#film.fromMs > 0 ? 1 : 0) }),
    );
    this.#on('seeking', () => this.#tell({ seeking: true, ended: false }));
    this.#on('seeked', () => this.#seeked());
    this.#on('timeupdate', () => {
      if (!video.seeking) this.#tell({ atMs: this.nowMs() });
    });
    this.#on('progress', () => this.#tell({ buffered: spansOf(video.buffered, this.#film.fromMs) }));
    this.#on('ratechange', () => this.#tell({ rate: video.playbackRate }));
    this.#on('volumechange', () => this.#tell({ muted: video.muted, volume: video.volume }));
    this.#on('loadeddata', () => this.#tell({ started: true }));
    this.#on('durationchange', () => {
      if (Number.isFinite(video.duration) && video.duration > 0)
        this.#tell({ durationMs: Math.round(video.duration * 1000) + this.#film.fromMs });
    });
    if ('requestVideoFrameCallback' in video) this.#watchFrames();
  }

  #watchFrames(): void {
    const video = this.#video;
    const drawn: VideoFrameRequestCallback = (_, frame) => {
      if (this.#listening.signal.aborted) return;
      this.#frames.drawn(frame.mediaTime);
      if (this.#stepping) this.#drawnInStep(this.#stepping, frame.presentationTime);
      if (video.paused && !video.seeking && this.#seekGoalMs === null && !this.#stepping)
        this.#tell({ atMs: this.nowMs() });
      video.requestVideoFrameCallback(drawn);
    };
    video.requestVideoFrameCallback(drawn);
  }

  /** While it plays: a loop has to turn at its end to the frame, which the element's own events are too coarse for. */
  #follow(): void {
    cancelAnimationFrame(this.#tick);
    const video = this.#video;
    let before = 0;
    const look = (): void => {
      if (video.paused || this.#listening.signal.aborted) return;
      const { loop } = this.#state();
      const now = video.currentTime * 1000 + this.#film.fromMs;
      // Only when playing carried it over the end: who seeks past a loop wants to be there.
      if (loop && !video.seeking && before < loop.endMs && now >= loop.endMs) this.#seek(loop.startMs);
      before = video.seeking ? Infinity : now;
      this.#tick = requestAnimationFrame(look);
    };
    look();
  }

  /**
   * Where to go first. From within its last moments a film is not loaded to its end, and nothing of it is shown: until its
   * end is at hand one waits for it a little before.
   */
  #first(atMs: number): number {
    const { buffered, duration } = this.#video;
    const isAtHand = buffered.length > 0 && buffered.end(buffered.length - 1) >= duration - 0.001;
    const before = Math.max(this.#film.fromMs, this.#lastMs - NEAR_END_MS);
    const waits = this.#source !== null && atMs > before && !isAtHand;
    this.#endGoalMs = waits ? atMs : null;
    return waits ? before : atMs;
  }

  /** Its end is at hand now, though the element tells so only later; a newer seek that waits its turn goes first. */
  #goToEnd(): void {
    const atMs = this.#endGoalMs;
    this.#endGoalMs = null;
    if (atMs === null || this.#laterSeek !== undefined) return;
    this.#seekGoalMs = atMs;
    this.#tell({ atMs, seeking: true });
    this.#video.currentTime = this.#toMedia(atMs);
  }

  /** A tenth of a millisecond past it: the element keeps microseconds and may round below the frame's own time. */
  #toMedia(atMs: number): number {
    return (atMs - this.#film.fromMs) / 1000 + 0.0001;
  }

  #within(atMs: number): number {
    return Math.min(Math.max(this.#film.fromMs, atMs), this.#lastMs);
  }

  /** The last moment at which there is a frame to show. */
  get #lastMs(): number {
    return Math.max(this.#film.fromMs, (this.#state().durationMs || Infinity) - 1);
  }

  #seek(toMs: number): void {
    if (this.#over) return;
    const atMs = Math.round(this.#within(toMs));
    this.#seekGoalMs = atMs;
    this.#tell({ atMs, seeking: true });
    clearTimeout(this.#laterSeek);
    this.#laterSeek = undefined;
    const wait = this.#video.seeking ? this.#lastSeek + SCRUB_MS - performance.now() : 0;
    if (wait > 0) this.#laterSeek = setTimeout(() => this.#moveTo(atMs), wait);
    else this.#moveTo(atMs);
  }

  #moveTo(atMs: number): void {
    this.#laterSeek = undefined;
    this.#lastSeek = performance.now();
    this.#video.currentTime = this.#toMedia(this.#first(atMs));
  }

  #step(direction: 1 | -1): void {
    const video = this.#video;
    video.pause();
    if (this.#stepping || video.seeking) {
      // Presses that come while a frame is on its way are made up for, a held key only by a few.
      this.#stepsOwed = Math.min(Math.max(this.#stepsOwed + direction, -MOST_OWED), MOST_OWED);
      return;
    }
    const from = this.#frames.shownAt(video.currentTime) ?? video.currentTime;
    this.#stepping = { direction, from, attempt: 0, askedAt: 0 };
    this.#walk();
  }

  #walk(): void {
    const stepping = this.#stepping;
    if (!stepping) return;
    const { direction, from, attempt } = stepping;
    const to = direction === 1 ? this.#frames.next(from, attempt) : this.#frames.previous(from);
    const last = (this.#state().durationMs - this.#film.fromMs) / 1000;
    if (attempt >= MOST_ATTEMPTS || to >= last || (direction === -1 && from <= 0)) {
      this.#stepping = null;
      this.#stepsOwed = 0;
      this.#settle();
      return;
    }
    this.#tell({ seeking: true });
    stepping.askedAt = performance.now();
    this.#video.currentTime = to;
  }

  #seeked(): void {
    const stepping = this.#stepping;
    if (!stepping) {
      // An older seek may end while a newer one is under way or waits its turn. Where the element is tells nothing of that:
      // by the time this is heard, one that plays has gone on.
      if (!this.#video.seeking && this.#laterSeek === undefined) this.#settle();
      return;
    }
    if (!('requestVideoFrameCallback' in this.#video)) this.#judge();
    // The frame's own time comes with its drawing, which may be before or after the element says that it has sought.
    else if (this.#frames.isAnotherThan(stepping.from)) this.#judge();
    else this.#judgeIn(LONGEST_DRAWING_MS);
  }

  #drawnInStep({ from, askedAt }: { from: number; askedAt: number }, presentedAt: number): void {
    if (this.#frames.isAnotherThan(from)) this.#judge();
    // What was handed to the screen before the step was asked for says nothing of where it went.
    else if (presentedAt > askedAt && !this.#video.seeking) this.#judgeIn(NEXT_DRAWING_MS);
  }

  #judgeIn(ms: number): void {
    clearTimeout(this.#lateFrame);
    this.#lateFrame = setTimeout(() => this.#judge(), ms);
  }

  /** Whether the step has come to another frame; where frames last longer than usual it goes on. */
  #judge(): void {
    const stepping = this.#stepping;
    if (!stepping || this.#video.seeking) return;
    clearTimeout(this.#lateFrame);
    if (stepping.direction === 1 && this.#frames.mediaTime !== null && !this.#frames.isAnotherThan(stepping.from)) {
      stepping.attempt += 1;
      this.#walk();
      return;
    }
    this.#stepping = null;
    this.#settle();
  }

  #settle(): void {
    this.#seekGoalMs = null;
    this.#tell({ seeking: false, atMs: this.nowMs(), buffered: spansOf(this.#video.buffered, this.#film.fromMs) });
    if (this.#stepsOwed === 0) return;
    const direction = this.#stepsOwed > 0 ? 1 : -1;
    this.#stepsOwed -= direction;
    this.#step(direction);
  }
}
