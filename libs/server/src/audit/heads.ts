import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';
import type { LogKeys } from './log-keys.ts';

const Head = z.object({
  version: z.literal(1),
  number: z.int().min(0),
  /** Of the link with that number, as hex. */
  hash: z.string(),
  at: z.iso.datetime(),
  publicKey: z.string(),
  signature: z.string(),
});
export type Head = z.infer<typeof Head>;

export interface KeptHead extends Head {
  /** The file's name. */
  file: string;
}

/** A file that is no head at all, or not signed by the log's key. */
export class HeadForged extends Error {
  override readonly name = 'HeadForged';
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super(`The head in ${file} was not signed by Lesblik.`, options);
    this.file = file;
  }
}

const signedText = ({ number, hash, at }: Pick<Head, 'number' | 'hash' | 'at'>) =>
  ['lesblik access log head 1', number, hash, at].join('\n');

/**
 * How far the chain of the access log had come, signed, beside the keys and outside the database: the last of each day.
 * Whoever cuts off the end of the log in the database is told by them.
 */
export class LogHeads {
  readonly folder: string;

  constructor({ dir }: Pick<Config['keys'], 'dir'>) {
    this.folder = join(dir, 'log-heads');
  }

  /** The furthest: of the last day, but for days to come, of which a clock wrote that ran ahead. @throws HeadForged */
  async last(keys: LogKeys, now = new Date()): Promise<Head | undefined> {
    const files = await this.#files();
    const toCome = files.filter((file) => file > `${now.toISOString().slice(0, 10)}.json`).length;
    const heads = await Promise.all(files.slice(-1 - toCome).map((file) => this.#read(file, keys)));
    return heads.toSorted((one, other) => one.number - other.number).at(-1);
  }

  /** Of every day, lowest number first. @throws HeadForged */
  async all(keys: LogKeys): Promise<KeptHead[]> {
    const heads: KeptHead[] = [];
    for (const file of await this.#files()) heads.push({ ...(await this.#read(file, keys)), file });
    return heads.toSorted((one, other) => one.number - other.number);
  }

  /** It is on the disk when this resolves. */
  async write(keys: LogKeys, number: number, hash: Buffer, now = new Date()): Promise<void> {
    const said = { number, hash: hash.toString('hex'), at: now.toISOString() };
    const head: Head = { version: 1, ...said, publicKey: keys.publicKey, signature: keys.sign(signedText(said)) };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${said.at.slice(0, 10)}.json`);
    const half = `${path}.${randomBytes(8).toString('hex')}`;
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(head)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
    await syncFolder(this.folder);
  }

  async #read(file: string, keys: LogKeys): Promise<Head> {
    const text = await readFile(join(this.folder, file), 'utf8');
    let head: Head;
    try {
      head = Head.parse(JSON.parse(text));
    } catch (error) {
      throw new HeadForged(file, { cause: error });
    }
    if (!keys.signed(signedText(head), head.signature)) throw new HeadForged(file);
    return head;
  }

  async #files(): Promise<string[]> {
    const names = (await unlessMissing(readdir(this.folder))) ?? [];
    return names.filter((name) => name.endsWith('.json')).sort();
  }
}
