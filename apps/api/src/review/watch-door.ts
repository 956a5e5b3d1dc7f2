import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Range } from '@lesblik/shared/cuts';
import type { ReviewNotice } from '@lesblik/shared/review';
import { CLOCK, LOG } from '../base/tokens.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { type RecordingAccessView, RecordingAccessService } from '../recordings/recording-access.service.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';
import { followersOf, personIn, roomOf, uploadersOf } from './room-names.ts';
import { Viewers } from './viewers.ts';

/** Access that ended without a notice (a membership, a process that died before it told) is found within this time. */
const RECHECK_MS = 30_000;
const SOON_MS = 100;

type Reason = ReviewNotice<'review:ended'>['reason'];

interface Watching {
  /** When to look again. */
  timer: NodeJS.Timeout;
  /** What its person was shown when it came in: whoever is shown something else enters anew. */
  shown: Range | null;
  hidingId: string | null;
}

/** Lets sockets into the rooms of recordings and puts them out the moment their access or their session ends. */
@Injectable()
export class WatchDoor {
  #server: SocketServer | undefined;
  #lookAtAll: NodeJS.Timeout | undefined;
  /** Of each socket, by recording. */
  readonly #watching = new WeakMap<SignedInSocket, Map<string, Watching>>();

  constructor(
    private readonly access: RecordingAccessService,
    private readonly sessions: SessionsService,
    private readonly viewers: Viewers,
    private readonly notices: NoticeBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind === 'access_ended') this.#end(notice.recordingId, notice.personId, notice.reason);
      if (notice.kind === 'grants_changed')
        this.#lookAgainAt(this.#socketsIn([personIn(notice.recordingId, notice.personId)]));
      if (notice.kind === 'sessions_changed') this.#lookAtAllSoon();
    });
    this.notices.onReconnected(() => this.#lookAtAllSoon());
  }

  isIn(socket: SignedInSocket, recordingId: string): boolean {
    return this.#watching.get(socket)?.has(recordingId) === true;
  }

  /** @throws Problem not_found or not_allowed, which is logged as a refusal */
  async assertMayEnter(socket: SignedInSocket, recordingId: string): Promise<void> {
    await this.access.assertMay(socket.data.person.id, 'watch', recordingId);
  }

  /** The socket is in the rooms: from now on it is put out when access ends. */
  async watch(socket: SignedInSocket, recordingId: string): Promise<RecordingAccessView> {
    const view = await this.access.assertMay(socket.data.person.id, 'watch', recordingId);
    const all = this.#watching.get(socket) ?? new Map<string, Watching>();
    this.#watching.set(socket, all);
    clearTimeout(all.get(recordingId)?.timer);
    const { shown, hidingId, endsAt } = view;
    all.set(recordingId, { timer: this.#later(socket, recordingId, endsAt), shown, hidingId });
    this.viewers.tellOf(recordingId, socket.id, shown);
    return view;
  }

  async leave(socket: SignedInSocket, recordingId: string): Promise<void> {
    const all = this.#watching.get(socket);
    clearTimeout(all?.get(recordingId)?.timer);
    all?.delete(recordingId);
    this.viewers.leave(recordingId, socket.id);
    await socket.leave(roomOf(recordingId));
    await socket.leave(personIn(recordingId, socket.data.person.id));
  }

  async leaveAll(socket: SignedInSocket): Promise<void> {
    for (const recordingId of this.#watching.get(socket)?.keys() ?? []) await this.leave(socket, recordingId);
  }

  #later(socket: SignedInSocket, recordingId: string, endsAt: Date | null): NodeJS.Timeout {
    const left = endsAt === null ? RECHECK_MS : endsAt.getTime() - this.clock.now();
    const wait = Math.min(Math.max(left, 0), RECHECK_MS) + 1;
    return setTimeout(() => this.#look(socket, recordingId), wait).unref();
  }

  async #lookAgain(socket: SignedInSocket, recordingId: string): Promise<void> {
    const watching = this.#watching.get(socket)?.get(recordingId);
    const access = await this.access.find(socket.data.person.id, recordingId);
    // It left meanwhile, or entered anew, which looked later than this.
    if (watching === undefined || watching !== this.#watching.get(socket)?.get(recordingId)) return;
    if (access === undefined) return this.#putOut(socket, recordingId, 'expired');
    if (!showsTheSame(watching, access)) return this.#putOut(socket, recordingId, 'range_changed');
    clearTimeout(watching.timer);
    watching.timer = this.#later(socket, recordingId, access.endsAt);
  }

  #end(recordingId: string, personId: string | null, reason: Reason): void {
    const names = [roomOf(recordingId), followersOf(recordingId), uploadersOf(recordingId)];
    for (const socket of this.#socketsIn(names)) {
      if (personId !== null && socket.data.person.id !== personId) continue;
      this.#putOut(socket, recordingId, reason).catch((error: unknown) =>
        this.log.error({ err: error, recordingId }, 'a socket did not leave its room'),
      );
    }
  }

  async #putOut(socket: SignedInSocket, recordingId: string, reason: Reason): Promise<void> {
    socket.emit('review:ended', { recordingId, reason });
    await this.leave(socket, recordingId);
    await socket.leave(followersOf(recordingId));
    await socket.leave(uploadersOf(recordingId));
  }

  #socketsIn(names: readonly string[]): SignedInSocket[] {
    const { rooms } = this.#server?.sockets.adapter ?? { rooms: new Map<string, Set<string>>() };
    const ids = new Set(names.flatMap((name) => [...(rooms.get(name) ?? [])]));
    return [...ids].map((id) => this.#server?.sockets.sockets.get(id)).filter((socket) => socket !== undefined);
  }

  /** Sign-ins come in waves at the start of a lesson: one look serves them all. */
  #lookAtAllSoon(): void {
    if (this.#lookAtAll !== undefined) return;
    this.#lookAtAll = setTimeout(() => {
      this.#lookAtAll = undefined;
      const sockets = [...(this.#server?.sockets.sockets.values() ?? [])];
      this.#cutEnded(sockets).catch((error: unknown) =>
        this.log.error({ err: error }, 'could not look which sessions go on'),
      );
      this.#lookAgainAt(sockets);
    }, SOON_MS).unref();
  }

  /** Sockets of sign-ins that ended are cut. */
  async #cutEnded(sockets: readonly SignedInSocket[]): Promise<void> {
    const running = await this.sessions.running(sockets.map(({ data }) => data.person.sessionId));
    for (const socket of sockets) if (!running.has(socket.data.person.sessionId)) socket.disconnect(true);
  }

  #lookAgainAt(sockets: readonly SignedInSocket[]): void {
    for (const socket of sockets) {
      for (const [recordingId, { timer }] of this.#watching.get(socket) ?? []) {
        clearTimeout(timer);
        this.#look(socket, recordingId);
      }
    }
  }

  #look(socket: SignedInSocket, recordingId: string): void {
    this.#lookAgain(socket, recordingId).catch((error: unknown) => {
      this.log.error({ err: error, recordingId }, 'could not look whether access goes on');
      const watching = this.#watching.get(socket)?.get(recordingId);
      if (watching === undefined) return;
      clearTimeout(watching.timer);
      watching.timer = this.#later(socket, recordingId, null);
    });
  }
}

const showsTheSame = (one: Omit<Watching, 'timer'>, other: Omit<Watching, 'timer'>): boolean =>
  one.shown?.startMs === other.shown?.startMs &&
  one.shown?.endMs === other.shown?.endMs &&
  one.hidingId === other.hidingId;
