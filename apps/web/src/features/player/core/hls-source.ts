import Hls from 'hls.js';
import type { ErrorData, Level } from 'hls.js';
import { hlsConfig } from './hls-policy.ts';
import type { PlayerProblem, Quality } from './player-state.ts';

export interface SourceEvents {
  qualities(qualities: Quality[], chosen: string | null, shown: string | null): void;
  /** A piece is asked for that is still being made; false once it has come. */
  beingMade(is: boolean): void;
  problem(problem: PlayerProblem | null): void;
  /** From here to its end all of it is loaded. */
  whole(): void;
}

const REFUSED = new Set([401, 403, 404, 410, 451]);
const IN_WORK = 503;
const RETRY_MS = 3000;
const MOST_RECOVERIES = 3;

const nameOf = (level: Level): string => String(Math.min(level.width || level.height, level.height || level.width));

/** hls.js on one video element: attaches, recovers, takes up new rungs without a gap in the picture, and empties itself. */
export class HlsSource {
  static readonly supported = (): boolean => Hls.isSupported();

  #hls: Hls;
  #next: Hls | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #recoveries = 0;
  #chosen: string | null = null;
  #startedAt: number | null = null;

  readonly #video: HTMLVideoElement;
  readonly #url: string;
  readonly #events: SourceEvents;

  constructor(video: HTMLVideoElement, url: string, events: SourceEvents) {
    this.#video = video;
    this.#url = url;
    this.#events = events;
    this.#hls = this.#make();
    this.#hls.loadSource(url);
    this.#hls.attachMedia(video);
    addEventListener('online', this.#resume);
  }

  /** Loads from here on; until then only the playlists come. */
  start(atMs: number): void {
    this.#startedAt = atMs / 1000;
    // Before the master playlist is read hls.js would forget the place and begin at the start.
    if (this.#hls.levels.length > 0) this.#hls.startLoad(this.#startedAt);
  }

  choose(quality: string | null): void {
    this.#chosen = quality;
    // The next fragment on, buffer kept: a change of quality must not cost a stall.
    this.#hls.nextLevel =
      quality === null
        ? -1
        : Math.max(
            -1,
            this.#hls.levels.findIndex((level) => nameOf(level) === quality),
          );
    this.#tellQualities();
  }

  /** A rung was added: a second instance reads the master playlist and then takes over the buffers as they stand. */
  takeUpNewRungs(): void {
    if (this.#startedAt === null) return;
    this.#next?.destroy();
    const next = this.#make();
    this.#next = next;
    next.once(Hls.Events.MANIFEST_PARSED, () => this.#handOver(next));
    next.loadSource(this.#url);
  }

  /** The element is its owner's to empty. */
  destroy(): void {
    removeEventListener('online', this.#resume);
    clearTimeout(this.#again);
    this.#next?.destroy();
    this.#hls.destroy();
  }

  #make(): Hls {
    const hls = new Hls(hlsConfig());
    const { Events } = Hls;
    hls.on(Events.MANIFEST_PARSED, () =>
      this.#of(hls, () => {
        if (this.#startedAt !== null) hls.startLoad(this.#video.currentTime || this.#startedAt);
        this.#tellQualities();
      }),
    );
    hls.on(Events.LEVEL_SWITCHED, () => this.#of(hls, () => this.#tellQualities()));
    hls.on(Events.FRAG_BUFFERED, () =>
      this.#of(hls, () => {
        this.#recoveries = 0;
        this.#events.beingMade(false);
        this.#events.problem(null);
      }),
    );
    hls.on(Events.BUFFERED_TO_END, () => this.#of(hls, () => this.#events.whole()));
    hls.on(Events.ERROR, (_, data) => {
      if (hls === this.#hls) this.#failed(data);
      else if (data.fatal && hls === this.#next) {
        // Playback goes on with the rungs it has; the next notice tries again.
        this.#next = null;
        hls.destroy();
      }
    });
    return hls;
  }

  #of(hls: Hls, act: () => void): void {
    if (hls === this.#hls) act();
  }

  #handOver(next: Hls): void {
    if (this.#next !== next) return;
    this.#next = null;
    const old = this.#hls;
    old.stopLoad();
    const media = old.transferMedia();
    this.#hls = next;
    next.attachMedia(media ?? this.#video);
    old.destroy();
    next.startLoad(this.#video.currentTime, true);
    if (this.#chosen !== null) this.choose(this.#chosen);
    this.#tellQualities();
  }

  #tellQualities(): void {
    const levels = this.#hls.levels;
    const qualities = new Map(
      levels.filter((level) => level.height > 0).map((level) => [nameOf(level), level.bitrate] as const),
    );
    const shown = levels[this.#hls.currentLevel];
    this.#events.qualities(
      [...qualities]
        .map(([name, bitsPerSecond]) => ({ name, bitsPerSecond }))
        .sort((a, b) => Number(b.name) - Number(a.name)),
      this.#chosen,
      shown && shown.height > 0 ? nameOf(shown) : null,
    );
  }

  #failed(data: ErrorData): void {
    const status = data.response?.code ?? 0;
    if (status === IN_WORK) this.#events.beingMade(true);
    if (!data.fatal) return;
    const kind = kindOf(data, status);
    this.#events.problem(kind);
    if (kind === 'media' && this.#recoveries < MOST_RECOVERIES) {
      this.#recoveries += 1;
      this.#hls.recoverMediaError();
    } else if (kind === 'offline' || kind === 'server') {
      clearTimeout(this.#again);
      this.#again = setTimeout(this.#resume, RETRY_MS);
    }
  }

  readonly #resume = (): void => {
    const hls = this.#hls;
    if (hls.levels.length === 0) hls.loadSource(this.#url);
    else if (this.#startedAt !== null) hls.startLoad(this.#video.currentTime || this.#startedAt);
  };
}

function kindOf(data: ErrorData, status: number): PlayerProblem {
  if (REFUSED.has(status)) return 'refused';
  if (data.type === Hls.ErrorTypes.MEDIA_ERROR || data.type === Hls.ErrorTypes.MUX_ERROR) return 'media';
  return status >= 500 ? 'server' : 'offline';
}
