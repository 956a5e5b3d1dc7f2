import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import { LOG } from '../base/tokens.ts';
import { deviceOf } from '../http/device-of.ts';
import { SittingsService } from '../recordings/sittings.service.ts';
import { Answers } from '../sockets/answers.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';
import { CommentFeed } from './comment-feed.ts';
import { ProgressFeed } from './progress-feed.ts';
import { SealFeed } from './seal-feed.ts';
import { WatchDoor } from './watch-door.ts';
import { Viewers } from './viewers.ts';

@WebSocketGateway()
export class ReviewGateway implements OnGatewayInit, OnGatewayConnection {
  constructor(
    private readonly door: WatchDoor,
    private readonly comments: CommentFeed,
    private readonly viewers: Viewers,
    private readonly progress: ProgressFeed,
    private readonly seals: SealFeed,
    private readonly sittings: SittingsService,
    @Inject(LOG) readonly log: Log,
  ) {}

  afterInit(server: SocketServer): void {
    for (const one of [this.door, this.comments, this.viewers, this.progress, this.seals]) one.attach(server);
  }

  handleConnection(socket: SignedInSocket): void {
    // The rooms are left when a socket goes; before that, presence must know which they were.
    socket.on('disconnecting', () => {
      this.progress.forget(socket);
      void this.door.leaveAll(socket);
    });
  }

  @Answers('review:join')
  async join(
    socket: SignedInSocket,
    { recordingId, revision }: Payload<'review:join'>,
  ): Promise<Answer<'review:join'>> {
    await this.door.assertMayEnter(socket, recordingId);
    // What it missed are comments.
    await this.sittings.read(socket.data.person.id, recordingId, deviceOf(socket.handshake.headers['user-agent']));
    const still = () => this.door.watch(socket, recordingId);
    const answer = await this.comments.enter(socket, recordingId, revision, still);
    if (!socket.connected) {
      // It went while it waited: a room would keep it for ever.
      await this.door.leave(socket, recordingId);
      throw new Problem('not_found');
    }
    const { id, name } = socket.data.person;
    const start = await this.seals.placeOf(recordingId, id, 0);
    if (this.door.isIn(socket, recordingId))
      this.viewers.move(recordingId, socket.id, { person: { id, name }, atMs: start, playing: false });
    return { ...answer, viewers: this.viewers.seenBy(recordingId, socket.id) };
  }

  @Answers('review:leave')
  async leave(socket: SignedInSocket, { recordingId }: Payload<'review:leave'>): Promise<Record<string, never>> {
    await this.door.leave(socket, recordingId);
    return {};
  }

  @Answers('review:playhead')
  async playhead(
    socket: SignedInSocket,
    { recordingId, atMs, playing }: Payload<'review:playhead'>,
  ): Promise<Record<string, never>> {
    const { id, name } = socket.data.person;
    if (!this.door.isIn(socket, recordingId)) throw new Problem('not_found');
    const place = await this.seals.placeOf(recordingId, id, atMs);
    if (!this.door.isIn(socket, recordingId)) throw new Problem('not_found');
    this.viewers.move(recordingId, socket.id, {
      person: { id, name },
      atMs: place,
      playing: place !== null && playing,
    });
    return {};
  }

  @Answers('recordings:follow')
  async follow(socket: SignedInSocket, { recordingIds }: Payload<'recordings:follow'>): Promise<Record<string, never>> {
    await this.progress.follow(socket, recordingIds);
    return {};
  }
}
