import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../../base/tokens.ts';
import { Door } from '../../sockets/door.ts';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';
import { TalkAccessService } from '../talk-access.service.ts';
import { personIn, roomOf } from './room-names.ts';
import { TalkPresence } from './talk-presence.ts';

/** Lets pages into talks, and puts them out when their person takes part no longer; writing asks each time besides. */
@Injectable()
export class TalkDoor implements OnApplicationShutdown {
  readonly #door: Door;

  constructor(
    access: TalkAccessService,
    private readonly presence: TalkPresence,
    notices: NoticeBus,
    @Inject(LOG) log: Log,
  ) {
    const rooms = async (personId: string, talkId: string) => {
      await access.assertMay(personId, 'read_talks', talkId);
      return [roomOf(talkId), personIn(talkId, personId)];
    };
    const left = (socket: SignedInSocket, talkId: string) => presence.leave(talkId, socket.id);
    const ended = (socket: SignedInSocket, talkId: string) => void socket.emit('talk:ended', { talkId });
    this.#door = new Door({ rooms, left, ended }, notices, log);
  }

  attach(): void {
    this.#door.open();
  }

  onApplicationShutdown(): void {
    this.#door.close();
  }

  /** @throws Problem not_found or not_allowed */
  async enter(socket: SignedInSocket, talkId: string): Promise<void> {
    await this.#door.enter(socket, talkId);
    const { id, name } = socket.data.person;
    this.presence.move(talkId, socket.id, { person: { id, name }, field: null });
  }

  isIn(socket: SignedInSocket, talkId: string): boolean {
    return this.#door.isIn(socket, talkId);
  }

  leave(socket: SignedInSocket, talkId: string): Promise<void> {
    return this.#door.leave(socket, talkId);
  }

  leaveAll(socket: SignedInSocket): Promise<void> {
    return this.#door.leaveAll(socket);
  }
}
