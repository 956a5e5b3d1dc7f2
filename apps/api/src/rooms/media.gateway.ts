import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import { CLOCK, CONFIG, LOG } from '../base/tokens.ts';
import { Answers } from '../sockets/answers.ts';
import type { SignedInSocket } from '../sockets/signed-in-socket.ts';
import type { LiveRoom } from './live/live-room.ts';
import { LiveRooms } from './live/live-rooms.ts';
import type { DeviceMedia } from './media/device-media.ts';
import { iceServersFor } from './media/ice-servers.ts';

interface Own {
  room: LiveRoom;
  media: DeviceMedia;
  /** Not let in: the test before joining alone. */
  testOnly: boolean;
}

/** Picture and sound of one's own page: nobody reaches another's transports, tracks or receivers. */
@WebSocketGateway()
export class MediaGateway {
  constructor(
    private readonly rooms: LiveRooms,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) readonly log: Log,
  ) {}

  @Answers('room:transport')
  transport(socket: SignedInSocket, payload: Payload<'room:transport'>): Promise<Answer<'room:transport'>> {
    return this.#own(socket, payload, async ({ media }) => ({
      ...(await media.openTransport(payload.direction, payload.tcp)),
      iceServers: iceServersFor(this.config.turn, socket.data.person.id, this.clock.now()),
    }));
  }

  @Answers('room:connect-transport')
  connect(
    socket: SignedInSocket,
    payload: Payload<'room:connect-transport'>,
  ): Promise<Answer<'room:connect-transport'>> {
    return this.#own(socket, payload, async ({ media }) => {
      await media.connect(payload);
      return {};
    });
  }

  @Answers('room:restart-ice')
  restartIce(socket: SignedInSocket, payload: Payload<'room:restart-ice'>): Promise<Answer<'room:restart-ice'>> {
    return this.#own(socket, payload, ({ media }) => media.restartIce(payload.transportId));
  }

  @Answers('room:close-transport')
  closeTransport(
    socket: SignedInSocket,
    payload: Payload<'room:close-transport'>,
  ): Promise<Answer<'room:close-transport'>> {
    return this.#own(socket, payload, async ({ media }) => {
      media.closeTransport(payload.transportId);
      return {};
    });
  }

  @Answers('room:produce')
  produce(socket: SignedInSocket, payload: Payload<'room:produce'>): Promise<Answer<'room:produce'>> {
    const { source, deviceId } = payload;
    return this.#own(socket, payload, async ({ room, media, testOnly }) => {
      if (testOnly && source !== 'check') throw new Problem('room_not_entered');
      const isSound = source === 'microphone' || source === 'screen_sound';
      if (isSound && !room.isVoice(deviceId, socket.data.person.id)) throw new Problem('not_allowed');
      return media.produce(payload);
    });
  }

  @Answers('room:producer')
  producer(socket: SignedInSocket, payload: Payload<'room:producer'>): Promise<Answer<'room:producer'>> {
    return this.#own(socket, payload, async ({ media }) => {
      await media.actOnProducer(payload);
      return {};
    });
  }

  /** The test's track by its own page alone; sound by one page of a person, and never their own. */
  @Answers('room:consume')
  consume(socket: SignedInSocket, payload: Payload<'room:consume'>): Promise<Answer<'room:consume'>> {
    const { producerId, deviceId } = payload;
    const { id: personId } = socket.data.person;
    return this.#own(socket, payload, async ({ room, media, testOnly }) => {
      const track = room.producerOf(producerId);
      if (track.isTest && (track.deviceId !== deviceId || track.personId !== personId)) throw new Problem('not_found');
      if (!track.isTest && testOnly) throw new Problem('room_not_entered');
      const echoes = track.isSound && (track.personId === personId || !room.isVoice(deviceId, personId));
      if (!track.isTest && echoes) throw new Problem('not_allowed');
      return media.consume(payload);
    });
  }

  @Answers('room:consumer')
  consumer(socket: SignedInSocket, payload: Payload<'room:consumer'>): Promise<Answer<'room:consumer'>> {
    return this.#own(socket, payload, async ({ media }) => {
      await media.actOnConsumer(payload);
      return {};
    });
  }

  #own<T>(
    socket: SignedInSocket,
    { roomId, deviceId }: { roomId: string; deviceId: string },
    work: (own: Own) => Promise<T>,
  ): Promise<T> {
    return this.rooms.use(socket, roomId, (room) => work({ room, ...room.mediaOf(socket, deviceId) }));
  }
}
