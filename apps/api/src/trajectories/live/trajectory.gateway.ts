import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { judgeTrajectory } from '@lesblik/shared/policy';
import type { Payload } from '@lesblik/shared/sockets';
import { LOG } from '../../base/tokens.ts';
import { Answers } from '../../sockets/answers.ts';
import { Door } from '../../sockets/door.ts';
import type { SignedInSocket, SocketServer } from '../../sockets/signed-in-socket.ts';
import { TrajectoriesService } from '../trajectories.service.ts';

/** Client and supervisor. */
const outsideOf = (trajectoryId: string): string => `trajectory:${trajectoryId}:outside`;
/** Coachee and coach. */
const insideOf = (trajectoryId: string): string => `trajectory:${trajectoryId}:inside`;
/** One of these two, beside the room above. */
const personIn = (trajectoryId: string, personId: string): string => `trajectory:${trajectoryId}:${personId}`;
/** Coachee and client, beside the rooms above that are theirs. */
const choosersOf = (trajectoryId: string): string => `trajectory:${trajectoryId}:choosers`;

/** The page of a trajectory: told when something on it changed, never what. */
@WebSocketGateway()
export class TrajectoryGateway implements OnGatewayInit, OnGatewayConnection, OnApplicationShutdown {
  readonly #door: Door;

  constructor(
    trajectories: TrajectoriesService,
    private readonly notices: NoticeBus,
    @Inject(LOG) readonly log: Log,
  ) {
    const rooms = async (personId: string, trajectoryId: string) => {
      const { roles, ...place } = await trajectories.assertMay(personId, 'see', trajectoryId);
      const works = judgeTrajectory('work', roles, place) === 'may';
      const chooses = judgeTrajectory('change_coach', roles, place) !== 'not_theirs';
      return [
        ...(works ? [insideOf(trajectoryId), personIn(trajectoryId, personId)] : [outsideOf(trajectoryId)]),
        ...(chooses ? [choosersOf(trajectoryId)] : []),
      ];
    };
    const ended = (socket: SignedInSocket, trajectoryId: string) =>
      void socket.emit('trajectory:ended', { trajectoryId });
    this.#door = new Door({ rooms, ended }, notices, log);
  }

  afterInit(server: SocketServer): void {
    this.#door.open();
    this.notices.subscribe((notice) => {
      if (notice.kind !== 'trajectory_changed') return;
      const { trajectoryId, seenBy } = notice;
      const rooms = {
        all: [insideOf(trajectoryId), outsideOf(trajectoryId)],
        inside: [insideOf(trajectoryId)],
        choosers: [choosersOf(trajectoryId)],
      };
      const to = typeof seenBy === 'string' ? rooms[seenBy] : seenBy.map((id) => personIn(trajectoryId, id));
      // `local`: every API process hears the same notice and tells its own sockets.
      server.local.to(to).emit('trajectory:changed', { trajectoryId });
    });
  }

  onApplicationShutdown(): void {
    this.#door.close();
  }

  handleConnection(socket: SignedInSocket): void {
    socket.on('disconnecting', () => void this.#door.leaveAll(socket));
  }

  @Answers('trajectory:follow')
  async follow(socket: SignedInSocket, { trajectoryId }: Payload<'trajectory:follow'>): Promise<Record<string, never>> {
    await this.#door.enter(socket, trajectoryId);
    return {};
  }

  @Answers('trajectory:leave')
  async leave(socket: SignedInSocket, { trajectoryId }: Payload<'trajectory:leave'>): Promise<Record<string, never>> {
    await this.#door.leave(socket, trajectoryId);
    return {};
  }
}
