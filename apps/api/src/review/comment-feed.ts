import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Comment } from '@lesblik/shared/comments';
import { isShown, type Range } from '@lesblik/shared/cuts';
import { LOG } from '../base/tokens.ts';
import { CommentsService } from '../comments/comments.service.ts';
import { changeFor, changesFor, isKept, knownTo, OTHERS, type StoredComment } from '../comments/stored-comment.ts';
import type { RecordingAccessView } from '../recordings/recording-access.service.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';
import { personIn, roomOf } from './room-names.ts';

interface Room {
  /** Everybody in the room has been told of everything up to this revision. */
  done: number | undefined;
  turn: Promise<void>;
  waiting: number;
  /** Who is shown a part of it alone. Whoever is shown another part enters anew. */
  parts: Map<string, Range>;
}

/**
 * Tells each room what changed, in the order of revisions, nothing twice. Whatever concerns one recording happens in
 * turn: a newcomer's missed changes are read and handed over between two tellings, never beside one.
 */
@Injectable()
export class CommentFeed {
  readonly #rooms = new Map<string, Room>();
  #server: SocketServer | undefined;

  constructor(
    private readonly comments: CommentsService,
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind === 'comments_changed') this.#catchUp(notice.recordingId, notice.revision);
    });
    this.notices.onReconnected(() => {
      for (const recordingId of this.#rooms.keys()) this.#catchUp(recordingId, Number.POSITIVE_INFINITY);
    });
  }

  /**
   * Lets a socket into the room.
   * @param assertStill asks the policy once more, now that a withdrawal would find the socket in the room
   * @returns what it missed after `after`, of what was there since its person came
   */
  enter(
    socket: SignedInSocket,
    recordingId: string,
    after: number,
    assertStill: () => Promise<RecordingAccessView>,
  ): Promise<{ missed: Comment[]; revision: number }> {
    return this.#inTurn(recordingId, async (room) => {
      const { person } = socket.data;
      const { items, revision } = await this.comments.changesSince(recordingId, Math.min(after, room.done ?? after));
      this.#tell(recordingId, room, items, revision);
      const rooms = [roomOf(recordingId), personIn(recordingId, person.id)];
      await socket.join(rooms);
      let view: RecordingAccessView;
      try {
        view = await assertStill();
      } catch (error) {
        for (const one of rooms) await socket.leave(one);
        throw error;
      }
      if (view.shown === null) room.parts.delete(person.id);
      else room.parts.set(person.id, view.shown);
      const known = knownTo(changesFor(person.id, items, after, view), after);
      return { missed: known.items, revision: known.revision };
    });
  }

  #catchUp(recordingId: string, revision: number): void {
    if (!this.#rooms.has(recordingId)) return;
    this.#inTurn(recordingId, async (room) => {
      if (room.done === undefined || room.done >= revision || this.#empty(recordingId)) return;
      const { items, revision: reached } = await this.comments.changesSince(recordingId, room.done);
      this.#tell(recordingId, room, items, reached);
    }).catch((error: unknown) => this.log.error({ err: error, recordingId }, 'a room was not told of a change'));
  }

  #tell(recordingId: string, room: Room, items: readonly StoredComment[], revision: number): void {
    const after = room.done;
    room.done = revision;
    if (after === undefined) return;
    const tellings = items.flatMap((stored) => {
      const author = stored.author.id;
      const outside = [...room.parts].filter(([, shown]) => !isShown(stored.moment, shown));
      const unseen = outside.map(([personId]) => personIn(recordingId, personId));
      const others = changeFor(OTHERS, stored, after);
      if (!isKept(stored))
        return others === undefined ? [] : [{ comment: others, to: this.#everybody(recordingId)?.except(unseen) }];
      const own = changeFor(author, stored, after);
      return [
        ...(own === undefined ? [] : [{ comment: own, to: this.#author(recordingId, author)?.except(unseen) }]),
        ...(others === undefined
          ? []
          : [{ comment: others, to: this.#everybodyBut(recordingId, author)?.except(unseen) }]),
      ];
    });
    tellings.sort((a, b) => a.comment.revision - b.comment.revision);
    for (const { comment, to } of tellings) to?.emit('comment:changed', { comment });
  }

  // `local`: every API process hears the same notice and tells its own sockets.
  #everybody = (recordingId: string) => this.#server?.local.to(roomOf(recordingId));
  #author = (recordingId: string, author: string) => this.#server?.local.to(personIn(recordingId, author));
  #everybodyBut = (recordingId: string, author: string) =>
    this.#everybody(recordingId)?.except(personIn(recordingId, author));

  #inTurn<T>(recordingId: string, task: (room: Room) => Promise<T>): Promise<T> {
    const room = this.#rooms.get(recordingId) ?? {
      done: undefined,
      turn: Promise.resolve(),
      waiting: 0,
      parts: new Map(),
    };
    this.#rooms.set(recordingId, room);
    room.waiting += 1;
    const run = room.turn.then(() => task(room));
    const ended = () => {
      room.waiting -= 1;
      if (room.waiting === 0 && this.#empty(recordingId)) this.#rooms.delete(recordingId);
    };
    room.turn = run.then(ended, ended);
    return run;
  }

  #empty(recordingId: string): boolean {
    return this.#server === undefined || !this.#server.sockets.adapter.rooms.has(roomOf(recordingId));
  }
}
