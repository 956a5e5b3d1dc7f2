import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';

export interface PublicKey {
  /** Of its bytes; a certificate names it. */
  id: string;
  /** SubjectPublicKeyInfo as PEM. */
  publicKey: string;
  current: boolean;
}

const CURRENT = 'current.pem';
const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

/**
 * With which certificates are signed (Ed25519): one private key, and the public ones of all that ever signed here, so that
 * a certificate verifies years after its key was replaced.
 */
export class SigningKeys {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Makes the first one, so that a backup that is older than the first certificate holds what verifies it. */
  async begin(): Promise<void> {
    await this.#current();
  }

  /** @returns which key signed, and the signature; the first time a key is made */
  async sign(bytes: (keyId: string) => Uint8Array): Promise<{ keyId: string; signature: Buffer }> {
    const key = createPrivateKey(await this.#current());
    const keyId = idOf(createPublicKey(key));
    return { keyId, signature: sign(null, bytes(keyId), key) };
  }

  /** Undefined where no such key ever signed here. */
  async verify(keyId: string, bytes: Uint8Array, signature: Uint8Array): Promise<boolean | undefined> {
    const key = (await this.publicKeys()).find(({ id }) => id === keyId);
    return key && verify(null, bytes, createPublicKey(key.publicKey), signature);
  }

  /** All that ever signed here. */
  async publicKeys(): Promise<PublicKey[]> {
    const current = await unlessMissing(readFile(join(this.#dir, CURRENT), 'utf8'));
    const currentId = current === undefined ? undefined : idOf(createPublicKey(current));
    const names = (await unlessMissing(readdir(this.#dir))) ?? [];
    const files = names.filter((name) => name.endsWith('.pub.pem')).sort();
    return Promise.all(
      files.map(async (name) => {
        const key = createPublicKey(await readFile(join(this.#dir, name), 'utf8'));
        const id = idOf(key);
        return { id, publicKey: pemOf(key), current: id === currentId };
      }),
    );
  }

  /** Another key signs from now on; what the former signed still verifies. @returns the new one's id */
  async rotate(): Promise<string> {
    const { half, id } = await this.#make();
    await rename(half, join(this.#dir, CURRENT));
    await syncFolder(this.#dir);
    return id;
  }

  /** Of two processes that make the first at once, one wins and both sign with its key. */
  async #current(): Promise<string> {
    const path = join(this.#dir, CURRENT);
    const found = await unlessMissing(readFile(path, 'utf8'));
    if (found !== undefined) return found;
    const { half, id } = await this.#make();
    try {
      await link(half, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      await rm(this.#public(id));
    } finally {
      await unlink(half);
    }
    await syncFolder(this.#dir);
    return readFile(path, 'utf8');
  }

  /** The public key is there before anything is signed. */
  async #make(): Promise<{ half: string; id: string }> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const id = idOf(publicKey);
    await writeFile(this.#public(id), pemOf(publicKey), { mode: 0o600, flush: true });
    const half = join(this.#dir, `${CURRENT}.${randomBytes(8).toString('hex')}`);
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await file.sync();
    } finally {
      await file.close();
    }
    return { half, id };
  }

  #public(id: string): string {
    return join(this.#dir, `${id}.pub.pem`);
  }
}
