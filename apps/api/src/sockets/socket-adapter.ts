import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type { Ack } from '@lesblik/shared/sockets';
import { Server } from 'socket.io';
import { CONFIG, LOG } from '../base/tokens.ts';
import { toProblem } from '../http/problem.filter.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { SocketLimits } from './socket-limits.ts';
import { HandshakeRefused, type SignedInSocket, type SocketServer } from './signed-in-socket.ts';

/** Everything a page sends is small: a join, a playhead, a list of 200 ids. */
const MOST_BYTES = 32 * 1024;

/** Opens `/socket.io` to whoever has a session and speaks this version of the protocol; limits what each may send. */
export class SocketAdapter extends IoAdapter {
  readonly #sessions: SessionsService;
  readonly #log: Log;
  readonly #publicHost: string;

  constructor(app: INestApplicationContext) {
    super(app);
    this.#sessions = app.get(SessionsService, { strict: false });
    this.#log = app.get<Log>(LOG, { strict: false });
    this.#publicHost = new URL(app.get<Config>(CONFIG, { strict: false }).http.publicUrl).host;
  }

  /** Made of the socket.io that we name ourselves: Nest's package brings another copy of it. */
  override createIOServer(): ReturnType<IoAdapter['createIOServer']> {
    const http = this.httpServer as HttpServer;
    const server: SocketServer = new Server(http, {
      serveClient: false,
      maxHttpBufferSize: MOST_BYTES,
      allowRequest: (request, answer) => answer(null, this.#isOurPage(request.headers)),
    });
    server.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(this.#refused(error)),
      );
    });
    server.on('connection', (socket) => limitMessages(socket));
    return server as unknown as ReturnType<IoAdapter['createIOServer']>;
  }

  /** Cookies go along from a neighbouring host's page too; its Origin tells (RFC 6455, section 10.2). */
  #isOurPage({ origin, host }: IncomingHttpHeaders): boolean {
    if (origin === undefined) return true;
    return URL.canParse(origin) && [host, this.#publicHost].includes(new URL(origin).host);
  }

  async #admit(socket: SignedInSocket): Promise<void> {
    if (socket.handshake.auth['protocol'] !== PROTOCOL) throw new Problem('protocol_too_old', { protocol: PROTOCOL });
    const person = await this.#sessions.find(socket.request.headers);
    if (person === undefined) throw new Problem('not_signed_in');
    socket.data.person = person;
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
