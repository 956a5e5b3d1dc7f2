import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { ReviewNotice } from '@lesblik/shared/review';
import { CLOCK, LOG } from '../base/tokens.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';
import { ProgressRepository } from './progress.repository.ts';
import { followersOf, roomOf, uploadersOf } from './room-names.ts';

const ON_THE_WAY = new Set(['created', 'uploading']);
/** Access that ended without a notice is found within this time. */
const RECHECK_MS = 30_000;
const SOON_MS = 100;
const ROOM = /^(follow|upload):/;

/** What one socket follows, and when to look again whether it may. */
interface Following {
  ids: readonly string[];
  turn: Promise<void>;
  timer: NodeJS.Timeout | undefined;
  soon: boolean;
}

/** Tells who watches or follows a recording how its preparation goes. */
@Injectable()
export class ProgressFeed {
  #server: SocketServer | undefined;
  readonly #following = new Map<SignedInSocket, Following>();

  constructor(
    private readonly access: RecordingAccessService,
    private readonly repository: ProgressRepository,
    private readonly notices: NoticeBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind === 'recording_changed') {
        const { kind: _, ...changed } = notice;
        this.#tell({ ...changed, renditions: false });
      }
      if (notice.kind === 'rendition_added') this.#tellOfRendition(notice.recordingId);
      if (notice.kind === 'grants_changed') this.#lookAgain(notice.personId);
      if (notice.kind === 'sessions_changed') this.#lookAgain();
    });
    this.notices.onReconnected(() => this.#lookAgain());
  }

  /** Replaces what the socket followed before; what it may not see is passed over. */
  async follow(socket: SignedInSocket, recordingIds: readonly string[]): Promise<void> {
    const following = this.#following.get(socket) ?? {
      ids: [],
      turn: Promise.resolve(),
      timer: undefined,
      soon: false,
    };
    if (socket.connected) this.#following.set(socket, following);
    following.ids = [...new Set(recordingIds)];
    await this.#look(socket, following);
  }

  forget(socket: SignedInSocket): void {
    clearTimeout(this.#following.get(socket)?.timer);
    this.#following.delete(socket);
  }

  /** In turn: of two messages of one page the later stands. */
  #look(socket: SignedInSocket, following: Following): Promise<void> {
    clearTimeout(following.timer);
    following.soon = false;
    const look = following.turn.then(() => this.#settle(socket, following));
    following.turn = look.catch(() => undefined);
    return look;
  }

  /** Asks, joins, and asks once more: access that ended in between found the socket in no room. */
  async #settle(socket: SignedInSocket, following: Following): Promise<void> {
    const { ids } = following;
    const before = await this.#allowed(socket, ids);
    await this.#leaveAllBut(socket, before.rooms);
    const fresh = [...before.rooms].filter((room) => !socket.rooms.has(room));
    await socket.join(fresh);
    const after = fresh.length === 0 ? before : await this.#allowed(socket, ids);
    await this.#leaveAllBut(socket, after.rooms);
    if (this.#following.get(socket) === following) {
      if (!following.soon) {
        clearTimeout(following.timer);
        if (ids.length > 0) following.timer = this.#later(socket, following, after.endsAt);
      }
    } else await this.#leaveAllBut(socket, new Set());
  }

  async #allowed(socket: SignedInSocket, ids: readonly string[]): Promise<{ rooms: Set<string>; endsAt: number }> {
    const views = await this.access.findAll(socket.data.person.id, ids);
    const rooms = views.map(({ recordingId, roles }) =>
      roles.some((role) => role !== 'uploader') ? followersOf(recordingId) : uploadersOf(recordingId),
    );
    return {
      rooms: new Set(rooms),
      endsAt: Math.min(...views.map(({ endsAt }) => endsAt?.getTime() ?? Number.POSITIVE_INFINITY)),
    };
  }

  async #leaveAllBut(socket: SignedInSocket, rooms: ReadonlySet<string>): Promise<void> {
    for (const room of socket.rooms) if (ROOM.test(room) && !rooms.has(room)) await socket.leave(room);
  }

  #later(socket: SignedInSocket, following: Following, endsAt: number): NodeJS.Timeout {
    const wait = Math.min(Math.max(endsAt - this.clock.now(), 0) + 1, RECHECK_MS);
    return setTimeout(() => this.#lookOrLog(socket, following), wait).unref();
  }

  #lookAgain(personId?: string): void {
    for (const [socket, following] of this.#following) {
      if (personId !== undefined && socket.data.person.id !== personId) continue;
      // Notices come in waves: one look serves them all.
      if (following.soon) continue;
      following.soon = true;
      clearTimeout(following.timer);
      following.timer = setTimeout(() => this.#lookOrLog(socket, following), SOON_MS).unref();
    }
  }

  #lookOrLog(socket: SignedInSocket, following: Following): void {
    this.#look(socket, following).catch((error: unknown) => {
      this.log.error({ err: error }, 'could not look whether a page may follow on');
      if (this.#following.get(socket) === following && !following.soon) {
        following.timer = this.#later(socket, following, Number.POSITIVE_INFINITY);
      }
    });
  }

  #tell(changed: ReviewNotice<'recording:changed'>): void {
    const { recordingId, state } = changed;
    const rooms = [roomOf(recordingId), followersOf(recordingId), uploadersOf(recordingId)];
    this.#server?.local.to(rooms).emit('recording:changed', changed);
    // Whole: from here on it is its owner's alone.
    if (!ON_THE_WAY.has(state)) this.#server?.local.socketsLeave(uploadersOf(recordingId));
  }

  #tellOfRendition(recordingId: string): void {
    this.repository.find(recordingId).then(
      (changed) => changed && this.#tell({ ...changed, renditions: true }),
      (error: unknown) => this.log.error({ err: error, recordingId }, 'a room was not told of a new quality'),
    );
  }
}
