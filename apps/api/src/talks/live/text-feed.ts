import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../../base/tokens.ts';
import type { SocketServer } from '../../sockets/signed-in-socket.ts';
import { TextsService } from '../texts/texts.service.ts';
import { personIn, roomOf } from './room-names.ts';

interface Feed {
  talkId: string;
  ownerId: string | null;
  /** Told to the pages of this process, up to this number. */
  done: number;
  turn: Promise<void>;
}

/**
 * Tells pages what is written. One that hears something twice takes it once, and one that misses something asks again when
 * it comes back, so that order and gaps are no concern here.
 */
@Injectable()
export class TextFeed {
  readonly #feeds = new Map<string, Feed>();
  #server: SocketServer | undefined;

  constructor(
    private readonly texts: TextsService,
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind === 'talk_changed') {
        const { talkId } = notice;
        this.#to(talkId, null)?.emit('talk:changed', { talkId });
      }
      if (notice.kind !== 'talk_written') return;
      const { documentId, talkId, ownerId, sequence } = notice;
      if (this.#empty(talkId, ownerId)) return void this.#feeds.delete(documentId);
      const feed = this.#feeds.get(documentId) ?? { talkId, ownerId, done: sequence - 1, turn: Promise.resolve() };
      this.#feeds.set(documentId, feed);
      this.#catchUp(documentId, feed, sequence);
    });
    this.notices.onReconnected(() => {
      for (const [documentId, feed] of this.#feeds) this.#catchUp(documentId, feed, Number.POSITIVE_INFINITY);
    });
  }

  #catchUp(documentId: string, feed: Feed, sequence: number): void {
    feed.turn = feed.turn
      .then(async () => {
        if (feed.done >= sequence) return;
        const { talkId, ownerId, done } = feed;
        const { updates, sequence: reached } = await this.texts.since(documentId, done);
        feed.done = reached;
        const text = ownerId === null ? 'shared' : 'mine';
        for (const update of updates) this.#to(talkId, ownerId)?.emit('talk:updated', { talkId, text, update });
      })
      .catch((error: unknown) => this.log.error({ err: error, documentId }, 'a page was not told what was written'));
  }

  #empty = (talkId: string, ownerId: string | null): boolean =>
    !this.#server?.sockets.adapter.rooms.has(this.#room(talkId, ownerId));
  #room = (talkId: string, ownerId: string | null): string =>
    ownerId === null ? roomOf(talkId) : personIn(talkId, ownerId);
  // `local`: every API process hears the same notice and tells its own sockets.
  #to = (talkId: string, ownerId: string | null) => this.#server?.local.to(this.#room(talkId, ownerId));
}
