import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** Speaks what Lesblik uses of the transit engine (https://openbao.org/api-docs/secret/transit/): one key with versions. */
export class TransitServer {
  static readonly token = 'a token of the test';
  readonly #versions = [randomBytes(32)];
  /** Done while whoever asks to encrypt waits. */
  meanwhile: () => Promise<void> = async () => {};
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(([status, data]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
  });

  static async start(): Promise<TransitServer> {
    const one = new TransitServer();
    await new Promise<void>((resolve) => one.#server.listen(0, '127.0.0.1', resolve));
    return one;
  }

  get options(): { url: string; token: string; key: string } {
    const { port } = this.#server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, token: TransitServer.token, key: 'lesblik' };
  }

  rotate(): void {
    this.#versions.push(randomBytes(32));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<[number, object]> {
    if (request.headers['x-vault-token'] !== TransitServer.token) return [403, {}];
    const [, what] = /^\/v1\/transit\/(\w+)\/lesblik$/.exec(request.url ?? '') ?? [];
    if (what === 'keys') return [200, { latest_version: this.#versions.length }];
    const asked = (await json(request)) as Record<'plaintext' | 'ciphertext' | 'associated_data', string>;
    const aad = Buffer.from(asked.associated_data, 'base64');
    if (what === 'encrypt') {
      await this.meanwhile();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', this.#versions.at(-1) ?? '', nonce).setAAD(aad);
      const sealed = [nonce, cipher.update(asked.plaintext, 'base64'), cipher.final(), cipher.getAuthTag()];
      return [200, { ciphertext: `vault:v${this.#versions.length}:${Buffer.concat(sealed).toString('base64')}` }];
    }
    const [, version, text = ''] = /^vault:v(\d+):(.*)$/.exec(asked.ciphertext) ?? [];
    const sealed = Buffer.from(text, 'base64');
    try {
      const key = this.#versions[Number(version) - 1] ?? '';
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(aad);
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      return [200, { plaintext: plain.toString('base64') }];
    } catch {
      // The engine answers so to what it did not make.
      return [400, {}];
    }
  }
}
