import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import { CLOCK, CONFIG, LOG } from '../base/tokens.ts';
import { Answers } from '../sockets/answers.ts';
import type { SignedInSocket } from '../sockets/signed-in-socket.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { iceServersFor } from './media/ice-servers.ts';
import { RoomsService } from './rooms.service.ts';

/** Coming into a call, being let in and going. */
@WebSocketGateway()
export class EntranceGateway implements OnGatewayConnection {
  constructor(
    private readonly rooms: LiveRooms,
    private readonly service: RoomsService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) readonly log: Log,
  ) {}

  handleConnection(socket: SignedInSocket): void {
    // One that this server cut has no line that may come back: its session ended.
    socket.on('disconnecting', (reason) => this.rooms.pageGone(socket, reason === 'server namespace disconnect'));
  }

  @Answers('room:clock')
  async serverTime(): Promise<Answer<'room:clock'>> {
    return { serverTime: this.clock.now() };
  }

  @Answers('room:knock')
  knock(socket: SignedInSocket, { roomId }: Payload<'room:knock'>): Promise<Answer<'room:knock'>> {
    return this.rooms.use(socket, roomId, async (room) => room.knock(socket));
  }

  @Answers('room:enter')
  enter(socket: SignedInSocket, { roomId, deviceId }: Payload<'room:enter'>): Promise<Answer<'room:enter'>> {
    const { id: personId } = socket.data.person;
    return this.rooms.use(socket, roomId, async (room) => {
      room.assertAdmitted(personId);
      const [routerRtpCapabilities, messages] = await Promise.all([
        room.capabilities(),
        this.service.latestChat(roomId),
        this.service.opened(roomId),
      ]);
      // It ended while this was read.
      if (room.isClosed) throw new Problem('room_ended');
      const { media } = room.enter(socket, deviceId);
      const iceServers = iceServersFor(this.config.turn, personId, this.clock.now());
      const playhead = room.playheadFor(personId);
      return { state: room.state(personId), playhead, messages, routerRtpCapabilities, iceServers, media };
    });
  }

  @Answers('room:leave')
  leave(socket: SignedInSocket, { roomId, deviceId }: Payload<'room:leave'>): Promise<Answer<'room:leave'>> {
    return this.rooms.use(socket, roomId, async (room) => {
      room.leave(socket, deviceId);
      return {};
    });
  }

  @Answers('room:voice')
  voice(socket: SignedInSocket, { roomId, deviceId }: Payload<'room:voice'>): Promise<Answer<'room:voice'>> {
    return this.rooms.use(socket, roomId, async (room) => {
      room.moveVoice(socket, deviceId);
      return {};
    });
  }

  @Answers('room:admit')
  admit(socket: SignedInSocket, { roomId, personId, admit }: Payload<'room:admit'>): Promise<Answer<'room:admit'>> {
    return this.rooms.use(socket, roomId, async (room) => {
      room.assertHost(room.assertIn(socket).id);
      await room.admit(personId, admit);
      return {};
    });
  }

  @Answers('room:remove')
  remove(socket: SignedInSocket, { roomId, personId }: Payload<'room:remove'>): Promise<Answer<'room:remove'>> {
    return this.rooms.use(socket, roomId, async (room) => {
      room.assertHost(room.assertIn(socket).id);
      await room.remove(personId);
      return {};
    });
  }
}
