import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/**
 * Keeps lines on which nothing is under way from holding up the end of the server. Node itself hangs up those that wait
 * for a next question at that moment; not those on which nothing was ever asked (browsers open one ahead), nor those
 * whose last answer ends later. Over TLS a line counts from its handshake on.
 */
@Injectable()
export class Lines implements OnModuleInit, BeforeApplicationShutdown {
  readonly #host: HttpAdapterHost;
  readonly #unasked = new Set<Socket>();
  #ending = false;

  constructor(host: HttpAdapterHost) {
    this.#host = host;
  }

  get #server(): Server {
    return this.#host.httpAdapter.getHttpServer() as Server;
  }

  onModuleInit(): void {
    const server = this.#server;
    const asked = ({ socket }: { socket: Socket }) => void this.#unasked.delete(socket);
    server
      .on(server instanceof TlsServer ? 'secureConnection' : 'connection', (line: Socket) => {
        if (this.#ending) return void line.destroy();
        this.#unasked.add(line);
        line.once('close', () => this.#unasked.delete(line));
      })
      .on('request', asked)
      .on('upgrade', asked);
  }

  beforeApplicationShutdown(): void {
    this.#ending = true;
    this.#server.keepAliveTimeout = 1;
    for (const line of this.#unasked) line.destroy();
  }
}
