import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import { LOG } from '../../base/tokens.ts';
import { Answers } from '../../sockets/answers.ts';
import type { SignedInSocket, SocketServer } from '../../sockets/signed-in-socket.ts';
import { TextsService } from '../texts/texts.service.ts';
import { TalkDoor } from './talk-door.ts';
import { TalkPresence } from './talk-presence.ts';
import { TextFeed } from './text-feed.ts';

/** The page of a talk, filled in by two at once. */
@WebSocketGateway()
export class TalkPageGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly door: TalkDoor,
    private readonly feed: TextFeed,
    private readonly presence: TalkPresence,
    private readonly texts: TextsService,
    @Inject(LOG) readonly log: Log,
  ) {}

  afterInit(server: SocketServer): void {
    this.door.attach();
    for (const one of [this.feed, this.presence]) one.attach(server);
  }

  handleConnection(socket: SignedInSocket): void {
    socket.on('disconnecting', () => void this.door.leaveAll(socket));
  }

  @Answers('talk:join')
  async join(socket: SignedInSocket, payload: Payload<'talk:join'>): Promise<Answer<'talk:join'>> {
    const { talkId } = payload;
    // First in, then read: what is written between the two is told.
    await this.door.enter(socket, talkId);
    try {
      const texts = await this.texts.lacking(socket.data.person.id, payload);
      return { ...texts, present: this.presence.all(talkId) };
    } catch (error) {
      await this.door.leave(socket, talkId);
      throw error;
    }
  }

  @Answers('talk:leave')
  async leave(socket: SignedInSocket, { talkId }: Payload<'talk:leave'>): Promise<Record<string, never>> {
    await this.door.leave(socket, talkId);
    return {};
  }

  @Answers('talk:update')
  async write(socket: SignedInSocket, payload: Payload<'talk:update'>): Promise<Record<string, never>> {
    await this.texts.write(socket.data.person.id, payload);
    return {};
  }

  @Answers('talk:presence')
  async move(socket: SignedInSocket, { talkId, field }: Payload<'talk:presence'>): Promise<Record<string, never>> {
    if (!this.door.isIn(socket, talkId)) throw new Problem('not_found');
    const { id, name } = socket.data.person;
    this.presence.move(talkId, socket.id, { person: { id, name }, field });
    return {};
  }
}
