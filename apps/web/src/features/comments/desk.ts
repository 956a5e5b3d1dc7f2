import type { Comment, commentRoutes, NewComment } from '@lesblik/shared/comments';
import type { Call } from '@lesblik/shared/route';
import { call } from '../../api/call.ts';
import { isOnline, onOnlineChange } from '../../api/offline.ts';
import { outline } from '../../api/outline.ts';
import type { CommentFeed } from './core/comment-feed.ts';
import { type Draft, openDeviceStore } from './core/device-store.ts';
import { Drafts } from './core/drafts.ts';
import { putDown, takeUp } from './core/leaving-drafts.ts';
import { Outbox } from './core/outbox.ts';

const add = outline<typeof commentRoutes.add>({ method: 'POST', path: '/recordings/:recordingId/comments' });
const edit = outline<typeof commentRoutes.edit>({ method: 'PATCH', path: '/comments/:commentId' });
const remove = outline<typeof commentRoutes.remove>({ method: 'DELETE', path: '/comments/:commentId' });
const restore = outline<typeof commentRoutes.restore>({ method: 'POST', path: '/comments/:commentId/restore' });
const list = outline<typeof commentRoutes.list>({ method: 'GET', path: '/recordings/:recordingId/comments' });
const read = outline<typeof commentRoutes.read>({ method: 'PUT', path: '/recordings/:recordingId/comments/read' });

export type CommentChange = Call<typeof commentRoutes.edit>['body'];

/** Where one person writes on one recording: drafts, what is on its way, and what is changed. */
export class CommentDesk {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly #recordingId: string;
  readonly #feed: CommentFeed;
  readonly #stop: () => void;

  private constructor(recordingId: string, feed: CommentFeed, drafts: Drafts, outbox: Outbox) {
    this.#recordingId = recordingId;
    this.#feed = feed;
    this.drafts = drafts;
    this.outbox = outbox;
    const leave = (): void => putDown(drafts.settling());
    addEventListener('pagehide', leave);
    const online = onOnlineChange(() => {
      if (isOnline()) void outbox.flush();
    });
    this.#stop = () => {
      removeEventListener('pagehide', leave);
      online();
    };
  }

  static async open(personId: string, recordingId: string, feed: CommentFeed): Promise<CommentDesk> {
    const db = await openDeviceStore();
    const drafts = await Drafts.open(db, personId, recordingId, takeUp(personId, recordingId));
    const outbox = new Outbox({
      db,
      personId,
      recordingId,
      send: (comment: NewComment): Promise<Comment> => call(add, { params: { recordingId }, body: comment }),
      saved: (comment) => feed.apply([comment]),
    });
    void outbox.flush();
    return new CommentDesk(recordingId, feed, drafts, outbox);
  }

  /** Hands a draft over for sending. */
  async send(draft: Draft): Promise<void> {
    await this.outbox.put(draft);
    this.drafts.forget(draft.slot);
  }

  async change(commentId: string, change: CommentChange): Promise<void> {
    this.#feed.apply([await call(edit, { params: { commentId }, body: change })]);
  }

  async remove(commentId: string): Promise<void> {
    await call(remove, { params: { commentId } });
    await this.#catchUp();
  }

  async restore(commentId: string): Promise<void> {
    this.#feed.apply([await call(restore, { params: { commentId } })]);
    await this.#catchUp();
  }

  /** Everything that is in the list now counts as read. */
  async noteRead(revision: number): Promise<void> {
    await call(read, { params: { recordingId: this.#recordingId }, body: { revision } });
  }

  close(): void {
    this.#stop();
    this.outbox.close();
    void this.drafts.flush();
  }

  /** An act on a comment also changes its replies; the feed tells which. */
  async #catchUp(): Promise<void> {
    const after = this.#feed.getState().book.revision;
    const { items, revision } = await call(list, { params: { recordingId: this.#recordingId }, query: { after } });
    this.#feed.apply(items, revision);
  }
}
