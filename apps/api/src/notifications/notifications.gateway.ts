import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../base/tokens.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';

const pagesOf = (personId: string): string => `person:${personId}`;

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
      if (notice.kind === 'notified') server.local.to(notice.personIds.map(pagesOf)).emit('notifications:changed', {});
    });
    this.notices.onReconnected(() => server.local.emit('notifications:changed', {}));
  }

  handleConnection(socket: SignedInSocket): void {
    Promise.resolve(socket.join(pagesOf(socket.data.person.id))).catch((error: unknown) =>
      this.log.error({ err: error }, 'a page is not told what is new'),
    );
  }
}
