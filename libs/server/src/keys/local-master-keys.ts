import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Problem } from '@lesblik/shared/problems';
import { unlessMissing } from '../error-code.ts';
import { additionalData, type KeyWrapper, type WrappedKey, wrong } from './key-wrapper.ts';
import { type MasterKey, parseMasterKey, readMasterKeys } from './master-key.ts';

const NONCE = 12;
const TAG = 16;

export interface LocalMasterKeyOptions {
  /** As hex or base64; then the file below is not read. */
  masterKey?: string | undefined;
  /** The one before it, as long as something is wrapped by that. */
  masterKeyBefore?: string | undefined;
  masterKeyFile: string;
}

/** Master keys that this process has: given, or from a file that another process may change while this one runs. */
export class LocalMasterKeys implements KeyWrapper {
  /** Those that were dropped from the file too: what they wrapped a moment ago is wrapped anew. */
  readonly #known = new Map<string, MasterKey>();
  readonly #file: string | undefined;
  #current: MasterKey | undefined;
  #readAs = '';

  private constructor(given: readonly MasterKey[], file: string | undefined) {
    this.#file = file;
    this.#take(given);
  }

  /** @returns undefined where there is no master key */
  static async open(options: LocalMasterKeyOptions): Promise<LocalMasterKeys | undefined> {
    const { masterKey, masterKeyBefore, masterKeyFile } = options;
    const given = [masterKey, masterKeyBefore].filter((text) => text !== undefined).map(parseMasterKey);
    const keys = new LocalMasterKeys(given, masterKey === undefined ? masterKeyFile : undefined);
    await keys.#refresh();
    return keys.#current && keys;
  }

  async currentId(): Promise<string> {
    return (await this.#now()).id;
  }

  async knows(masterKeyId: string): Promise<boolean> {
    if (!this.#known.has(masterKeyId)) await this.#refresh();
    return this.#known.has(masterKeyId);
  }

  async wrap(key: Buffer, recordingId: string): Promise<WrappedKey> {
    const master = await this.#now();
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', master.bytes, nonce, { authTagLength: TAG });
    cipher.setAAD(additionalData(recordingId, master.id));
    const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    return { version: 1, masterKeyId: master.id, wrapped: wrapped.toString('base64') };
  }

  async unwrap(stored: WrappedKey, recordingId: string): Promise<Buffer> {
    const master = this.#known.get(stored.masterKeyId);
    if (!master) throw wrong(`Wrapped by master key ${stored.masterKeyId}, which is not here.`);
    const wrapped = Buffer.from(stored.wrapped, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', master.bytes, wrapped.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(additionalData(recordingId, master.id));
    decipher.setAuthTag(wrapped.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(wrapped.subarray(NONCE, -TAG)), decipher.final()]);
    } catch (error) {
      throw new Problem('master_key_wrong', undefined, { cause: error });
    }
  }

  async #now(): Promise<MasterKey> {
    await this.#refresh();
    if (!this.#current) throw wrong('There is no master key.');
    return this.#current;
  }

  async #refresh(): Promise<void> {
    if (this.#file === undefined) return;
    const found = await unlessMissing(stat(this.#file));
    const readAs = found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (readAs === this.#readAs) return;
    this.#take(await readMasterKeys(this.#file));
    this.#readAs = readAs;
  }

  #take(keys: readonly MasterKey[]): void {
    for (const key of keys) this.#known.set(key.id, key);
    // A file that goes away while this process runs takes nothing from it.
    this.#current = keys[0] ?? this.#current;
  }
}
