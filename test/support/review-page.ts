import { io, type Socket } from 'socket.io-client';
import {
  type Ack,
  type ClientToServer,
  PROTOCOL,
  type ReviewAnswer,
  type ReviewNotice,
  type ReviewNoticeName,
  type ReviewPayload,
  type ReviewRequestName,
  type ServerToClient,
} from '@lesblik/shared/review';
import type { Somebody } from './world.ts';

type Heard = { [N in ReviewNoticeName]: { name: N; notice: ReviewNotice<N>; at: number } }[ReviewNoticeName];

/** One tab: a socket of somebody, and all it heard. */
export class ReviewPage {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly heard: Heard[] = [];

  private constructor(socket: Socket<ServerToClient, ClientToServer>) {
    this.socket = socket;
    socket.onAny((name: ReviewNoticeName, notice: unknown) =>
      this.heard.push({ name, notice, at: performance.now() } as Heard),
    );
  }

  /** @throws the handshake's problem code */
  static async open(
    url: string,
    as: Somebody | undefined,
    protocol: unknown = PROTOCOL,
    origin?: string,
  ): Promise<ReviewPage> {
    const socket: Socket<ServerToClient, ClientToServer> = io(url, {
      auth: { protocol },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(as && { cookie: as.cookie }), ...(origin !== undefined && { origin }) },
    });
    const page = new ReviewPage(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(new Error((error as { data?: { code?: string } }).data?.code ?? error.message));
      });
    });
    return page;
  }

  ask<N extends ReviewRequestName>(name: N, payload: ReviewPayload<N>): Promise<Ack<ReviewAnswer<N>>> {
    return this.askAnything(name, payload) as Promise<Ack<ReviewAnswer<N>>>;
  }

  /** Any name and payload, also what the contract does not know. */
  askAnything(name: string, payload: unknown): Promise<unknown> {
    return (
      this.socket.timeout(5000) as unknown as { emitWithAck: (...args: unknown[]) => Promise<unknown> }
    ).emitWithAck(name, payload);
  }

  async join(recordingId: string, revision = 0): Promise<ReviewAnswer<'review:join'>> {
    const answer = await this.ask('review:join', { recordingId, revision });
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  of<N extends ReviewNoticeName>(name: N): ReviewNotice<N>[] {
    return this.heard.filter((one) => one.name === name).map(({ notice }) => notice as ReviewNotice<N>);
  }

  close(): void {
    this.socket.close();
  }
}
