import { Problem } from '@lesblik/shared/problems';
import { z } from 'zod';
import { additionalData, type KeyWrapper, type WrappedKey, wrong } from './key-wrapper.ts';

const PATIENCE_MS = 10_000;
const PREFIX = 'transit:';

export interface KeyServerOptions {
  url: string;
  token: string;
  /** The name of the key in its transit engine. */
  key: string;
}

const Encrypted = z.object({ data: z.object({ ciphertext: z.string() }) });
const Decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });
const Described = z.object({ data: z.object({ latest_version: z.int() }) });

/**
 * The transit engine of OpenBao or HashiCorp Vault: the master key never leaves that server.
 * API: https://openbao.org/api-docs/secret/transit/
 */
export class KeyServer implements KeyWrapper {
  readonly #options: KeyServerOptions;

  constructor(options: KeyServerOptions) {
    this.#options = options;
  }

  async currentId(): Promise<string> {
    const { data } = await this.#ask('keys', Described);
    return this.#id(`v${data.latest_version}`);
  }

  async knows(masterKeyId: string): Promise<boolean> {
    return masterKeyId.startsWith(`${PREFIX}${this.#options.key}:`);
  }

  async wrap(key: Buffer, recordingId: string): Promise<WrappedKey> {
    const { data } = await this.#ask('encrypt', Encrypted, {
      plaintext: key.toString('base64'),
      associated_data: this.#associated(recordingId),
    });
    // "vault:v3:…": which version of its key wrapped it.
    return { version: 1, masterKeyId: this.#id(data.ciphertext.split(':')[1] ?? ''), wrapped: data.ciphertext };
  }

  async unwrap({ wrapped }: WrappedKey, recordingId: string): Promise<Buffer> {
    const { data } = await this.#ask('decrypt', Decrypted, {
      ciphertext: wrapped,
      associated_data: this.#associated(recordingId),
    });
    return Buffer.from(data.plaintext, 'base64');
  }

  /** The version stands in what was wrapped, and is not known before. */
  #associated(recordingId: string): string {
    return additionalData(recordingId, `${PREFIX}${this.#options.key}`).toString('base64');
  }

  #id(version: string): string {
    return `${PREFIX}${this.#options.key}:${version}`;
  }

  async #ask<T>(what: 'keys' | 'encrypt' | 'decrypt', schema: z.ZodType<T>, body?: object): Promise<T> {
    const { url, token, key } = this.#options;
    const address = `${url}/v1/transit/${what}/${encodeURIComponent(key)}`;
    const headers = { 'x-vault-token': token, 'content-type': 'application/json' };
    let status = 0;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(address, { headers, signal, redirect: 'error', ...sent });
      status = response.status;
      if (response.ok) return schema.parse(await response.json());
      await response.body?.cancel();
    } catch (error) {
      throw new Problem('key_server_away', undefined, { cause: error });
    }
    // What it cannot open it says with 400; all else is its own state, or the token's.
    if (status === 400) throw wrong('The key server says that it did not wrap this key for this recording.');
    throw new Problem('key_server_away', undefined, { cause: new Error(`${what} answered ${status}`) });
  }
}
