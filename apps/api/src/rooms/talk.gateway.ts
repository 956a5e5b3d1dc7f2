import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import type { PersonRef } from '@lesblik/shared/common';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import { LOG } from '../base/tokens.ts';
import { Answers } from '../sockets/answers.ts';
import type { SignedInSocket } from '../sockets/signed-in-socket.ts';
import type { LiveRoom } from './live/live-room.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { RoomsService } from './rooms.service.ts';

/** What people in a call do together: the lesson, the chat, the recording of it. */
@WebSocketGateway()
export class TalkGateway {
  constructor(
    private readonly rooms: LiveRooms,
    private readonly service: RoomsService,
    @Inject(LOG) readonly log: Log,
  ) {}

  @Answers('room:message')
  message(
    socket: SignedInSocket,
    { roomId, clientKey, text }: Payload<'room:message'>,
  ): Promise<Answer<'room:message'>> {
    return this.#in(socket, roomId, async (room, me) => {
      const { message, fresh } = await this.service.say(roomId, me.id, clientKey, text);
      if (fresh) room.say({ message });
      return { message };
    });
  }

  @Answers('room:playhead')
  playhead(socket: SignedInSocket, { roomId, change }: Payload<'room:playhead'>): Promise<Answer<'room:playhead'>> {
    return this.#in(socket, roomId, async (room, me) => {
      if (change.act === 'choose') {
        room.lesson.assertSteers(me.id);
        const lesson = await this.rooms.lessonFor(me.id, change.recordingId);
        // Another may have taken over, or they were sent out, while the policy was asked.
        room.assertIn(socket);
        room.lesson.assertSteers(me.id);
        await room.choose(lesson, me.id);
      } else room.move(change, me.id);
      return { playhead: room.playheadFor(me.id) };
    });
  }

  @Answers('room:control')
  control(socket: SignedInSocket, { roomId, change }: Payload<'room:control'>): Promise<Answer<'room:control'>> {
    return this.#in(socket, roomId, async (room, me) => {
      room.lesson.control(change, me.id);
      return {};
    });
  }

  @Answers('room:buffering')
  buffering(socket: SignedInSocket, payload: Payload<'room:buffering'>): Promise<Answer<'room:buffering'>> {
    return this.#in(socket, payload.roomId, async (room) => {
      room.buffering(socket, payload);
      return {};
    });
  }

  @Answers('room:pointer')
  pointer(socket: SignedInSocket, { roomId, at }: Payload<'room:pointer'>): Promise<Answer<'room:pointer'>> {
    return this.#in(socket, roomId, async (room) => {
      room.point(socket, at);
      return {};
    });
  }

  @Answers('room:ask-consent')
  askConsent(socket: SignedInSocket, { roomId }: Payload<'room:ask-consent'>): Promise<Answer<'room:ask-consent'>> {
    return this.#in(socket, roomId, async (_, me) => ({ takeId: await this.rooms.takes.ask(roomId, me) }));
  }

  @Answers('room:consent')
  consent(socket: SignedInSocket, { roomId, ...answer }: Payload<'room:consent'>): Promise<Answer<'room:consent'>> {
    return this.#in(socket, roomId, async (_, me) => {
      await this.rooms.takes.answer(roomId, me, answer);
      return {};
    });
  }

  @Answers('room:stop-recording')
  stopRecording(
    socket: SignedInSocket,
    { roomId, takeId }: Payload<'room:stop-recording'>,
  ): Promise<Answer<'room:stop-recording'>> {
    return this.#in(socket, roomId, async (_, me) => {
      await this.rooms.takes.stop(roomId, me, takeId);
      return {};
    });
  }

  /** Only who was let in and came in. */
  #in<T>(socket: SignedInSocket, roomId: string, work: (room: LiveRoom, me: PersonRef) => Promise<T>): Promise<T> {
    return this.rooms.use(socket, roomId, (room) => work(room, room.assertIn(socket)));
  }
}
