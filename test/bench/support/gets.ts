import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * Reads whole answers over kept-alive lines, and nothing of what it reads is kept: into one buffer, again and again.
 * (`http.get` makes an array for each 64 kB; collecting those took this process 10 to 40 ms every 100 ms, and was
 * measured as if the server had been silent.)
 */
export class Gets {
  readonly #cookie: string;
  readonly #free: Line[] = [];
  readonly #all: Line[] = [];

  constructor(cookie: string) {
    this.#cookie = cookie;
  }

  /** @returns its bytes, and milliseconds from asking to the first one of its body */
  async one(url: string): Promise<{ bytes: number; firstByteMs: number }> {
    const { host, hostname, port, pathname, search } = new URL(url);
    const line = this.#kept() ?? this.#open(hostname, Number(port));
    const answer = await line.ask(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${this.#cookie}\r\nConnection: keep-alive\r\n\r\n`,
    );
    this.#free.push(line);
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    return answer;
  }

  /** A server hangs up on lines that rest for long. */
  #kept(): Line | undefined {
    let line = this.#free.pop();
    while (line?.closed === true) line = this.#free.pop();
    return line;
  }

  #open(host: string, port: number): Line {
    const line = new Line(host, port);
    this.#all.push(line);
    return line;
  }

  /** Bytes a second: each line takes the next of `urls`, round and round. */
  async rate(urls: readonly string[], lines: number, ms: number): Promise<number> {
    const since = performance.now();
    let [bytes, next] = [0, 0];
    const line = async () => {
      while (performance.now() - since < ms) {
        // Not `bytes += await …`: that adds to what the sum was before the wait, and the other lines' shares are lost.
        const one = await this.one(urls[next++ % urls.length] ?? '');
        bytes += one.bytes;
      }
    };
    await Promise.all(Array.from({ length: lines }, line));
    return (bytes * 1000) / (performance.now() - since);
  }

  close(): void {
    for (const line of this.#all) line.end();
  }
}

class Line {
  readonly #socket: Socket;
  #status = 0;
  #head = '';
  #left = -1;
  #bytes = 0;
  #since = 0;
  #firstByteMs = 0;
  #done: PromiseWithResolvers<{ status: number; bytes: number; firstByteMs: number }> = Promise.withResolvers();

  constructor(host: string, port: number) {
    this.#socket = connect({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: Buffer.alloc(65_536),
        callback: (length, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
          return true;
        },
      },
    });
    this.#done.promise.catch(() => undefined);
    this.#socket.on('error', (error) => this.#done.reject(error));
    this.#socket.on('close', () => this.#done.reject(new Error('the server hung up')));
  }

  get closed(): boolean {
    return this.#socket.destroyed || this.#socket.readableEnded;
  }

  ask(text: string) {
    this.#done = Promise.withResolvers();
    this.#left = -1;
    this.#head = '';
    this.#since = performance.now();
    this.#socket.write(text);
    return this.#done.promise;
  }

  #read(piece: Buffer): void {
    let body = piece.length;
    if (this.#left < 0) {
      this.#head += piece.toString('latin1');
      const at = this.#head.indexOf(HEAD_END);
      if (at < 0) return;
      this.#status = Number(this.#head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#head.slice(0, at))?.[1];
      if (length === undefined) return this.#done.reject(new Error('the answer does not say how long it is'));
      this.#bytes = this.#left = Number(length);
      this.#firstByteMs = 0;
      body = this.#head.length - at - HEAD_END.length;
    }
    if (body > 0 && this.#firstByteMs === 0) this.#firstByteMs = performance.now() - this.#since;
    this.#left -= body;
    if (this.#left > 0) return;
    this.#done.resolve({ status: this.#status, bytes: this.#bytes, firstByteMs: this.#firstByteMs });
  }

  end(): void {
    this.#socket.destroy();
  }
}
