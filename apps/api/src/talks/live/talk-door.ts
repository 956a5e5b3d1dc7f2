import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import { LOG } from '../../base/tokens.ts';
import type { SignedInSocket, SocketServer } from '../../sockets/signed-in-socket.ts';
import { TalkAccessService } from '../talk-access.service.ts';
import { personIn, roomOf } from './room-names.ts';
import { TalkPresence } from './talk-presence.ts';

/** Access that ends by itself (a guest's stay) or in a table is found within this time; writing asks each time. */
const RECHECK_MS = 15_000;

/** Lets pages into talks, and puts them out when their person takes part no longer. */
@Injectable()
export class TalkDoor implements OnApplicationShutdown {
  #server: SocketServer | undefined;
  #rounds: NodeJS.Timeout | undefined;
  /** Of each socket the talks it is in. */
  readonly #inside = new Map<SignedInSocket, Set<string>>();

  constructor(
    private readonly access: TalkAccessService,
    private readonly presence: TalkPresence,
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.#rounds = setInterval(() => this.#lookAtAll(), RECHECK_MS).unref();
    this.notices.subscribe((notice) => {
      if (notice.kind === 'sessions_changed') this.#lookAtAll();
    });
    this.notices.onReconnected(() => this.#lookAtAll());
  }

  onApplicationShutdown(): void {
    clearInterval(this.#rounds);
  }

  /** @throws Problem not_found or not_allowed */
  async enter(socket: SignedInSocket, talkId: string): Promise<void> {
    await this.access.assertMay(socket.data.person.id, talkId);
    // It went while it waited: nobody would put it out.
    if (!socket.connected) throw new Problem('not_found');
    const { id, name } = socket.data.person;
    this.#inside.set(socket, (this.#inside.get(socket) ?? new Set()).add(talkId));
    await socket.join([roomOf(talkId), personIn(talkId, id)]);
    this.presence.move(talkId, socket.id, { person: { id, name }, field: null });
  }

  isIn(socket: SignedInSocket, talkId: string): boolean {
    return this.#inside.get(socket)?.has(talkId) === true;
  }

  async leave(socket: SignedInSocket, talkId: string): Promise<void> {
    const inside = this.#inside.get(socket);
    inside?.delete(talkId);
    if (inside?.size === 0) this.#inside.delete(socket);
    this.presence.leave(talkId, socket.id);
    await socket.leave(roomOf(talkId));
    await socket.leave(personIn(talkId, socket.data.person.id));
  }

  async leaveAll(socket: SignedInSocket): Promise<void> {
    for (const talkId of this.#inside.get(socket) ?? []) await this.leave(socket, talkId);
  }

  #lookAtAll(): void {
    if (this.#server === undefined) return;
    for (const [socket, talks] of this.#inside)
      for (const talkId of talks)
        this.#look(socket, talkId).catch((error: unknown) =>
          this.log.error({ err: error, talkId }, 'could not look whether somebody still takes part'),
        );
  }

  async #look(socket: SignedInSocket, talkId: string): Promise<void> {
    if (await this.access.takesPart(socket.data.person.id, talkId)) return;
    socket.emit('talk:ended', { talkId });
    await this.leave(socket, talkId);
  }
}
