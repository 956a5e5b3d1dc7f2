import type { ReviewNotice, Viewer } from '@lesblik/shared/review';
import type { ServerToClient } from '@lesblik/shared/sockets';
import { Problem } from '@lesblik/shared/problems';
import { ask, openSocket, type PageSocket } from '../../../api/socket.ts';
import type { CommentFeed } from '../../comments/core/comment-feed.ts';
import type { PlayerStore } from '../../player/core/player-store.ts';
import type { EndReason } from '../../player/core/player-state.ts';

export interface LiveState {
  readonly line: 'opening' | 'open' | 'lost' | 'outdated';
  readonly viewers: readonly Viewer[];
}

interface Options {
  recordingId: string;
  feed: CommentFeed;
  /** Settles when no list of comments is on its way: joined before, the room would send the same comments once more. */
  listed: () => Promise<void>;
  player: PlayerStore;
  ended: (reason: EndReason) => void;
  changed: (notice: ReviewNotice<'recording:changed'>) => void;
}

/** The contract lets a playhead be told twice a second. */
const TELL_MS = 500;

/** This page in the room of a recording: joins after every reconnect with the revision it knows, and so misses nothing. */
export class LiveReview {
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  readonly #leave: (() => void)[] = [];
  #state: LiveState = { line: 'opening', viewers: [] };
  #socket: PageSocket | null = null;
  #joined = false;
  #closed = false;
  #told = '';
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly getState = (): LiveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async open(): Promise<void> {
    const socket = await openSocket();
    if (this.#closed) return;
    this.#socket = socket;
    const { recordingId, feed, ended, changed, player } = this.#options;
    this.#on('comment:changed', ({ comment }) => {
      // Before the room is joined the feed may have a gap: then the join tells up to where it is whole.
      if (comment.recordingId === recordingId) feed.apply([comment], this.#joined ? comment.revision : undefined);
    });
    this.#on('review:viewers', (notice) => {
      if (notice.recordingId === recordingId) this.#set({ viewers: notice.viewers });
    });
    this.#on('review:ended', (notice) => {
      if (notice.recordingId === recordingId) ended(notice.reason);
    });
    this.#on('recording:changed', (notice) => {
      if (notice.recordingId === recordingId) changed(notice);
    });
    const connected = (): void => void this.#join();
    const lost = (): void => {
      this.#joined = false;
      this.#set({ line: 'lost', viewers: [] });
    };
    socket.on('connect', connected);
    socket.on('disconnect', lost);
    socket.on('connect_error', lost);
    this.#leave.push(
      () => socket.off('connect', connected).off('disconnect', lost).off('connect_error', lost),
      player.subscribe(() => this.#tellSoon()),
    );
    if (socket.connected) await this.#join();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#telling);
    for (const leave of this.#leave) leave();
    if (this.#joined) this.#socket?.emit('review:leave', { recordingId: this.#options.recordingId }, ignore);
    this.#joined = false;
  }

  #on<N extends keyof ServerToClient>(name: N, act: ServerToClient[N]): void {
    const socket = this.#socket;
    if (!socket) return;
    const listener = act as Parameters<PageSocket['on']>[1];
    socket.on(name, listener as never);
    this.#leave.push(() => socket.off(name, listener as never));
  }

  async #join(): Promise<void> {
    const { recordingId, feed, listed, ended } = this.#options;
    await listed();
    if (this.#closed || !this.#socket?.connected) return;
    try {
      const { viewers, missed, revision } = await ask('review:join', {
        recordingId,
        revision: feed.getState().book.revision,
      });
      if (this.#closed) return;
      feed.apply(missed, revision);
      this.#joined = true;
      this.#told = '';
      this.#set({ line: 'open', viewers });
      this.#tellSoon();
    } catch (error) {
      if (this.#closed) return;
      const code = error instanceof Problem ? error.code : null;
      if (code === 'not_found') ended('withdrawn');
      else if (code === 'protocol_too_old') this.#set({ line: 'outdated' });
      else this.#set({ line: 'lost', viewers: [] });
    }
  }

  #tellSoon(): void {
    if (!this.#joined || this.#telling !== undefined) return;
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      if (!this.#joined) return;
      const { recordingId, player } = this.#options;
      const { paused } = player.getState();
      const atMs = Math.max(0, Math.round(player.nowMs()));
      const telling = `${atMs} ${paused}`;
      if (telling === this.#told) return;
      this.#told = telling;
      this.#socket?.volatile.emit('review:playhead', { recordingId, atMs, playing: !paused }, ignore);
    }, TELL_MS);
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A playhead that was not told is told again half a second later. */
const ignore = (): void => undefined;
