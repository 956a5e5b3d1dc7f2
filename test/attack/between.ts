import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { freePort } from '../support/postgres.ts';

/** Names what a request belongs to; not passed on. */
export const LABEL = 'x-attack';

export interface Tally {
  requests: number;
  /** Answers by their first digit. */
  answers: Record<string, number>;
}

/** Stands between a tool and the product, and counts what passes. */
export class Between {
  readonly url: string;
  readonly tallies = new Map<string, Tally>();
  /** Requests to which the product had no answer, or said that it failed. */
  readonly failures: string[] = [];
  readonly #target: URL;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  static async open(target: string): Promise<Between> {
    const port = await freePort();
    const between = new Between(target, port);
    await new Promise<void>((resolve) => between.#server.listen(port, '127.0.0.1', resolve));
    return between;
  }

  private constructor(target: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#target = new URL(target);
    this.#server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { [LABEL]: label = 'wapiti', ...headers } = incoming.headers;
    const { method, url: path } = incoming;
    const { hostname, port, host } = this.#target;
    const onward = request(
      { hostname, port, method, path, headers: { ...headers, host }, agent: this.#agent },
      (answer) => {
        this.#count(String(label), answer.statusCode ?? 0, `${method} ${path}`);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', ({ message }) => {
      // A tool that goes away early is no fault of the server.
      if (outgoing.destroyed) return;
      this.#count(String(label), 0, `${method} ${path} (${message})`);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    });
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  #count(label: string, status: number, what: string): void {
    const tally = this.tallies.get(label) ?? { requests: 0, answers: {} };
    const kind = status === 0 ? 'none' : `${Math.floor(status / 100)}xx`;
    tally.requests += 1;
    tally.answers[kind] = (tally.answers[kind] ?? 0) + 1;
    this.tallies.set(label, tally);
    if (status === 0 || status >= 500) this.failures.push(`${status} ${what}`);
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
