import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyStore } from '../keys/key-store.ts';

/** Among the recordings' keys: wrapped, rotated, split and backed up as they are. */
const KEY_NAME = 'access-log';
/** What stands before the 32 bytes of a private Ed25519 key in PKCS#8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const HASH_BYTES = 32;

/** Before the first of a chain. */
export const NO_HASH = Buffer.alloc(HASH_BYTES);

/** The two keys of the access log, made of one that is never in the database: one hashes its chain, one signs its head. */
export class LogKeys {
  readonly #chain: Buffer;
  readonly #private: KeyObject;
  readonly #public: KeyObject;

  private constructor(key: Buffer) {
    const derived = (label: string) => Buffer.from(hkdfSync('sha256', key, '', label, HASH_BYTES));
    this.#chain = derived('lesblik access log chain');
    const seed = derived('lesblik access log head');
    this.#private = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
    this.#public = createPublicKey(this.#private);
  }

  /** @throws Problem key_missing, master_key_wrong, key_server_away */
  static async open(keys: KeyStore): Promise<LogKeys> {
    return new LogKeys(await keys.get(KEY_NAME));
  }

  /** For a log that has no chain yet. */
  static async create(keys: KeyStore): Promise<LogKeys> {
    return new LogKeys(await keys.create(KEY_NAME));
  }

  hash(...lines: string[]): Buffer {
    return createHmac('sha256', this.#chain).update(lines.join('\n')).digest();
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#private).toString('base64');
  }

  signed(text: string, signature: string): boolean {
    return verify(null, Buffer.from(text), this.#public, Buffer.from(signature, 'base64'));
  }

  /** With this anybody can see that a head was signed here. */
  get publicKey(): string {
    return this.#public.export({ format: 'der', type: 'spki' }).toString('base64');
  }
}
