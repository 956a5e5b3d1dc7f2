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
import { isOurPage } from '../http/our-pages.ts';
import { toProblem } from '../http/problem.filter.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { MessageLimit } from './message-limit.ts';
import { HandshakeRefused, type SignedInSocket, type SocketServer } from './signed-in-socket.ts';

/** Everything a page sends is small: a join, a playhead, a list of 200 ids. */
const MOST_BYTES = 32 * 1024;
const MESSAGES_PER_SECOND = 20;
const MESSAGES_AT_ONCE = 60;

/** Opens `/socket.io` to whoever has a session and speaks this version of the protocol; limits what each may send. */
export class SocketAdapter extends IoAdapter {
  readonly #sessions: SessionsService;
  readonly #log: Log;
  readonly #publicUrl: string;

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
      allowRequest: (request, answer) => answer(null, isOurPage(request.headers, this.#publicUrl)),
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

/** Refused messages are acknowledged like any other. */
function limitMessages(socket: SignedInSocket): void {
  const limit = new MessageLimit(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE, performance.now());
  socket.use((packet, next) => {
    if (limit.take(performance.now())) return next();
    const ack = packet.at(-1) as ((answer: Ack<never>) => void) | undefined;
    if (typeof ack === 'function') ack({ ok: false, problem: new Problem('too_many_requests').toBody() });
  });
}
