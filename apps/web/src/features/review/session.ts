import type { commentRoutes } from '@lesblik/shared/comments';
import type { recordingRoutes } from '@lesblik/shared/recordings';
import { call } from '../../api/call.ts';
import { onOnlineChange, isOnline } from '../../api/offline.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import { CommentFeed } from '../comments/core/comment-feed.ts';
import type { EndReason } from '../player/core/player-state.ts';
import { type MakeOwner, PlayerStore } from '../player/core/player-store.ts';
import { reportPlayed } from '../player/core/played-reporter.ts';
import type { LiveReview } from './core/live-review.ts';
import { ReviewUi } from './core/review-ui.ts';
import { Observable } from './core/observable.ts';

const listComments = outline<typeof commentRoutes.list>({ method: 'GET', path: '/recordings/:recordingId/comments' });
const readPosition = outline<typeof recordingRoutes.position>({
  method: 'GET',
  path: '/recordings/:recordingId/position',
});
const tellPlayed = outline<typeof recordingRoutes.played>({ method: 'POST', path: '/recordings/:recordingId/played' });

/** In a review call: who owns the media there, and where one comes in. */
export interface RoomTie {
  owned(make: MakeOwner): MakeOwner;
  startMs(): number;
  steers(): boolean;
}

/** Everything of one opened recording that lives outside React: player, comments, choices and the line to the others. */
export class ReviewSession {
  readonly player = new PlayerStore();
  readonly feed = new CommentFeed();
  readonly ui = new ReviewUi();
  readonly live = new Observable<LiveReview | null>(null);
  /** Told that rungs were added; the owner of the media takes them up. */
  readonly rungs = new Observable(0);
  readonly recordingId: string;
  /** Null outside a call. */
  readonly room: RoomTie | null;
  readonly #stop: (() => void)[] = [];
  #reading: Promise<void> | undefined;
  #startMs: Promise<number> | undefined;
  #closed = false;

  constructor(recordingId: string, room: RoomTie | null = null) {
    this.recordingId = recordingId;
    this.room = room;
  }

  /** Begins what needs no waiting; gives back how to end it. */
  open(): () => void {
    this.#closed = false;
    this.#stop.push(
      reportPlayed(this.player, {
        send: (body) => call(tellPlayed, { params: { recordingId: this.recordingId }, body }),
        beacon: (body) => {
          const words = new Blob([JSON.stringify(body)], { type: 'application/json' });
          navigator.sendBeacon(`/api/recordings/${this.recordingId}/played`, words);
        },
      }),
      onOnlineChange(() => {
        if (isOnline() && this.feed.getState().error !== null) void this.readComments();
      }),
    );
    return () => this.close();
  }

  /** The socket and its library, after the first frame. */
  async goLive(): Promise<void> {
    const { LiveReview } = await import('./core/live-review.ts');
    if (this.#closed || this.live.getState()) return;
    const { recordingId, feed, player } = this;
    const live = new LiveReview({
      recordingId,
      feed,
      listed: () => this.#reading ?? Promise.resolve(),
      player,
      ended: (reason) => this.end(reason),
      changed: ({ renditions }) => {
        void queryClient.invalidateQueries({ queryKey: recordingQuery(recordingId).queryKey });
        if (renditions) this.rungs.set(this.rungs.getState() + 1);
      },
    });
    this.live.set(live);
    await live.open();
  }

  /** Once; after the first frame, unless the address names a comment: ten thousand of them would hold it up. */
  readComments(): Promise<void> {
    const { recordingId, feed } = this;
    if (feed.getState().loaded) return Promise.resolve();
    // The feed keeps the error and the list shows it in words, with a way to try again.
    this.#reading ??= feed
      .load(() => call(listComments, { params: { recordingId }, query: {} }))
      .catch(() => undefined)
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  /**
   * Where to begin: where the others are in a call, a moment or comment in the address, else where this person left.
   * Asked once, however often it is drawn.
   */
  startMs(address: URLSearchParams): Promise<number> {
    this.#startMs ??= this.#begin(address);
    return this.#startMs;
  }

  async #begin(address: URLSearchParams): Promise<number> {
    if (this.room) return this.room.startMs();
    const moment = Number(address.get('t') ?? Number.NaN);
    if (Number.isInteger(moment) && moment >= 0) return moment;
    const commentId = address.get('comment');
    if (commentId) {
      await this.readComments();
      const comment = this.feed.getState().book.byId.get(commentId);
      if (comment) {
        this.ui.set({ selectedId: comment.parentId ?? comment.id });
        return comment.moment.startMs;
      }
    }
    const position = await call(readPosition, { params: { recordingId: this.recordingId } }).catch(() => ({ atMs: 0 }));
    return position.atMs;
  }

  /** Access is over: within the same turn nothing of the recording is left on the page or in its memory. */
  end(reason: EndReason): void {
    this.player.end(reason);
    this.feed.empty();
    this.close();
    // Its sound wave, thumbnails and people too: every key of a recording ends in its id.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(this.recordingId) });
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stop.splice(0)) stop();
    this.live.getState()?.close();
    this.live.set(null);
  }
}
