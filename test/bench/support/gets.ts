import { Agent, get } from 'node:http';

/** Reads whole answers over kept-alive lines, and nothing of what it reads is kept. */
export class Gets {
  readonly #agent: Agent;
  readonly #cookie: string;

  constructor(lines: number, cookie: string) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: lines });
    this.#cookie = cookie;
  }

  /** @returns its bytes, and milliseconds from asking to its first one */
  one(url: string): Promise<{ bytes: number; firstByteMs: number }> {
    const since = performance.now();
    return new Promise((resolve, reject) => {
      get(url, { agent: this.#agent, headers: { cookie: this.#cookie } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
        let [bytes, firstByteMs] = [0, Number.NaN];
        response.once('data', () => (firstByteMs = performance.now() - since));
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('error', reject).on('end', () => resolve({ bytes, firstByteMs }));
      }).on('error', reject);
    });
  }

  /** Bytes a second: each line takes the next of `urls`, round and round. */
  async rate(urls: readonly string[], lines: number, ms: number): Promise<number> {
    const since = performance.now();
    let [bytes, next] = [0, 0];
    const line = async () => {
      while (performance.now() - since < ms) bytes += (await this.one(urls[next++ % urls.length] ?? '')).bytes;
    };
    await Promise.all(Array.from({ length: lines }, line));
    return (bytes * 1000) / (performance.now() - since);
  }

  close(): void {
    this.#agent.destroy();
  }
}
