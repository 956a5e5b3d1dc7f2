import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { unlessMissing } from '../error-code.ts';
import type { Mail, Mailer } from './mailer.ts';
import { messageOf } from './message.ts';

const KeptMail = z.object({
  id: z.string(),
  sentAt: z.iso.datetime(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  unsubscribe: z.string().optional(),
});
export type KeptMail = z.infer<typeof KeptMail>;

/** Writes each mail as `<time>-<id>.eml`, as a mail program opens it, with a `.json` beside it for the local page. */
export class OutboxMailer implements Mailer {
  readonly #transport = createTransport({
    streamTransport: true,
    buffer: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  readonly #dir: string;
  readonly #from: string;

  constructor(dir: string, from: string) {
    this.#dir = dir;
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    const sentAt = new Date().toISOString();
    const id = `${sentAt.replaceAll(':', '-')}-${randomUUID()}`;
    const { message } = await this.#transport.sendMail(messageOf(this.#from, mail));
    if (!Buffer.isBuffer(message)) throw new TypeError('nodemailer gave a stream where a buffer was asked for');
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#dir, `${id}.eml`), message, { mode: 0o600 });
    await writeFile(join(this.#dir, `${id}.tmp`), JSON.stringify({ id, sentAt, ...mail }), { mode: 0o600 });
    await rename(join(this.#dir, `${id}.tmp`), join(this.#dir, `${id}.json`));
  }

  async close(): Promise<void> {}
}

/** Takes away every mail to one of these names and addresses, or that says one of them as words of its own. */
export async function forgetMails(dir: string, called: readonly string[]): Promise<void> {
  const wanted = called.map(plain).filter((one) => one !== '');
  const words = wanted.map(wholeWords);
  const names = (await unlessMissing(readdir(dir))) ?? [];
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const { to, subject, text } = KeptMail.parse(JSON.parse(await readFile(join(dir, name), 'utf8')));
    const said = plain(`${subject} ${text}`);
    if (!wanted.includes(plain(to)) && !words.some((word) => word.test(said))) continue;
    for (const ending of ['eml', 'json']) await rm(join(dir, name.replace(/json$/, ending)), { force: true });
  }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Neither a part of a longer word, nor of a name or an address that is joined by a mark, such as An in An-Sofie. */
const wholeWords = (words: string): RegExp => {
  const literal = words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}][-.+_'’]?)${literal}(?![\\p{L}\\p{N}]|[-@+_][\\p{L}\\p{N}])`, 'u');
};

/** The mails written so far, newest first. */
export async function readOutbox(dir: string, limit = 100): Promise<KeptMail[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .toReversed()
    .slice(0, limit);
  return Promise.all(newest.map(async (name) => KeptMail.parse(JSON.parse(await readFile(join(dir, name), 'utf8')))));
}
