import type { Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type { Ack } from '@lesblik/shared/sockets';
import { Server } from 'socket.io';
import { CONFIG, LOG } from '../base/tokens.ts';
import { onDevice } from '../http/device-now.ts';
import { isOurPage } from '../http/our-pages.ts';
import { toProblem } from '../http/problem.filter.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { PagesOpen } from './pages-open.ts';
import { SocketLimits } from './socket-limits.ts';
import { HandshakeRefused, type SignedInSocket, type SocketServer } from './signed-in-socket.ts';

/** Everything a page sends is small: a join, a playhead, a list of 200 ids. */
const MOST_BYTES = 32 * 1024;
/** A line on which nobody says who they are is not kept. */
const HANDSHAKE_MS = 10_000;

/** Opens `/socket.io` to whoever has a session and speaks this version of the protocol; limits what each may send. */
export class SocketAdapter extends IoAdapter {
  readonly #sessions: SessionsService;
  readonly #log: Log;
  readonly #publicUrl: string;
  readonly #pages = new PagesOpen();

  constructor(app: INestApplicationContext) {
    super(app);
    this.#sessions = app.get(SessionsService, { strict: false });
    this.#log = app.get<Log>(LOG, { strict: false });
    this.#publicUrl = app.get<Config>(CONFIG, { strict: false }).http.publicUrl;
  }

  /** Made of the socket.io that we name ourselves: Nest's package brings another copy of it. */
  override createIOServer(): ReturnType<IoAdapter['createIOServer']> {
    const http = this.httpServer as HttpServer;
    const server: SocketServer = new Server(http, {
      serveClient: false,
      maxHttpBufferSize: MOST_BYTES,
      connectTimeout: HANDSHAKE_MS,
      allowRequest: (request, answer) => answer(null, isOurPage(request.headers, this.#publicUrl)),
    });
    server.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(this.#refused(error)),
      );
    });
    server.on('connection', (socket) => {
      limitMessages(socket);
      this.#onlyWhileSignedIn(socket);
      socket.use((_, next) => onDevice(socket.request.headers, next));
    });
    return server as unknown as ReturnType<IoAdapter['createIOServer']>;
  }

  async #admit(socket: SignedInSocket): Promise<void> {
    if (socket.handshake.auth['protocol'] !== PROTOCOL) throw new Problem('protocol_too_old', { protocol: PROTOCOL });
    const { generation } = this.#sessions;
    const person = await this.#sessions.find(socket.request.headers);
    if (person === undefined) throw new Problem('not_signed_in');
    Object.assign(socket.data, { person, generation });
    if (!this.#pages.enter(person.id, socket)) throw new Problem('too_many_requests');
  }

  /** Nothing is done for a page whose sign-in ended, though its line is cut a moment later; asked once after each end. */
  #onlyWhileSignedIn(socket: SignedInSocket): void {
    let looking: Promise<boolean> | undefined;
    const look = async (): Promise<boolean> => {
      const { generation } = this.#sessions;
      const { size } = await this.#sessions.running([socket.data.person.sessionId]);
      if (size > 0) socket.data.generation = generation;
      return size > 0;
    };
    const cut = (): void => void socket.disconnect(true);
    socket.use((_, next) => {
      if (looking === undefined && socket.data.generation === this.#sessions.generation) return next();
      // All that comes meanwhile waits for the same look, and goes on in its order.
      looking ??= look().finally(() => (looking = undefined));
      looking.then(
        (goesOn) => (goesOn ? next() : cut()),
        (error: unknown) => {
          this.#log.error({ err: error }, 'could not look whether a sign-in goes on');
          cut();
        },
      );
    });
  }

  #refused(error: unknown): HandshakeRefused {
    const problem = toProblem(error);
    if (problem.status >= 500) this.#log.error({ err: problem }, 'a handshake failed');
    return new HandshakeRefused(problem);
  }
}

/** Refused messages are acknowledged like any other; a page that does not heed it is cut off. */
function limitMessages(socket: SignedInSocket): void {
  const limits = new SocketLimits(performance.now());
  socket.use((packet, next) => {
    const verdict = limits.judge(packet[0], performance.now());
    if (verdict === 'pass') return next();
    if (verdict === 'cut') return void socket.disconnect(true);
    const ack = packet.at(-1) as ((answer: Ack<never>) => void) | undefined;
    if (typeof ack === 'function') ack({ ok: false, problem: new Problem('too_many_requests').toBody() });
  });
}
