import { io, type Socket } from 'socket.io-client';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type {
  Ack,
  Answer,
  ClientToServer,
  Notice,
  NoticeName,
  Request,
  RequestName,
  ServerToClient,
} from '@lesblik/shared/sockets';
import type { Somebody } from './world.ts';

type Heard = { [N in NoticeName]: { name: N; notice: Notice<N>; at: number } }[NoticeName];

/** One tab: a socket of somebody, and all it heard. */
export class ReviewPage {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly heard: Heard[] = [];

  private constructor(socket: Socket<ServerToClient, ClientToServer>) {
    this.socket = socket;
    socket.onAny((name: NoticeName, notice: unknown) =>
      this.heard.push({ name, notice, at: performance.now() } as Heard),
    );
  }

  /** @throws the handshake's problem code */
  static async open(
    url: string,
    as: Somebody | undefined,
    protocol: unknown = PROTOCOL,
    headers: Record<string, string> = {},
  ): Promise<ReviewPage> {
    const socket: Socket<ServerToClient, ClientToServer> = io(url, {
      auth: { protocol },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(as && { cookie: as.cookie }), ...headers },
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

  ask<N extends RequestName>(name: N, payload: Request<N>): Promise<Ack<Answer<N>>> {
    return this.askAnything(name, payload) as Promise<Ack<Answer<N>>>;
  }

  /** Any name and payload, also what the contract does not know. */
  askAnything(name: string, payload: unknown): Promise<unknown> {
    return (
      this.socket.timeout(5000) as unknown as { emitWithAck: (...args: unknown[]) => Promise<unknown> }
    ).emitWithAck(name, payload);
  }

  async join(recordingId: string, revision = 0): Promise<Answer<'review:join'>> {
    const answer = await this.ask('review:join', { recordingId, revision });
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  of<N extends NoticeName>(name: N): Notice<N>[] {
    return this.heard.filter((one) => one.name === name).map(({ notice }) => notice as Notice<N>);
  }

  close(): void {
    this.socket.close();
  }
}
