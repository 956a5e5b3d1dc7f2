import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../base/tokens.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';

const pagesOf = (personId: string): string => `person:${personId}`;

/** Who was told something, or may see less of what they were told. */
function toldBy(notice: Notice): readonly string[] {
  if (notice.kind === 'notified') return notice.personIds;
  return notice.kind === 'access_ended' && notice.personId !== null ? [notice.personId] : [];
}

/** Every page of a person: told that there is something new, never what. */
@WebSocketGateway()
export class NotificationsGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  afterInit(server: SocketServer): void {
    // `local`: every API process hears the same notice and tells its own sockets.
    this.notices.subscribe((notice) => {
      const people = toldBy(notice);
      if (people.length > 0) server.local.to(people.map(pagesOf)).emit('notifications:changed', {});
    });
    this.notices.onReconnected(() => server.local.emit('notifications:changed', {}));
  }

  handleConnection(socket: SignedInSocket): void {
    Promise.resolve(socket.join(pagesOf(socket.data.person.id))).catch((error: unknown) =>
      this.log.error({ err: error }, 'a page is not told what is new'),
    );
  }
}
