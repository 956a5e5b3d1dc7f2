import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { AddressRefused } from './address-refused.ts';
import type { Mail, Mailer } from './mailer.ts';
import { messageOf } from './message.ts';

/** A server that says nothing for so long is not there. */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

const Refusal = z.object({ command: z.literal('RCPT TO'), response: z.string() });

/** Status codes that are about the receiver's address (RFC 3463, RFC 7505); 5.1.0, 5.1.7 and 5.1.8 may be about the sender's. */
const OF_ADDRESS = /^5\.1\.(?:[1-6]|10)$/;
/** Servers that give no such code refuse with the same reply whoever may not send: then they name what was wrong. */
const OF_SENDER = /\b5\.7\.|relay|sender|authenti/i;

/** Whether a reply to RCPT TO says that this address never takes mail; anything else may be put right at the server. */
function isRefused(response: string): boolean {
  const [, reply = '', status] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})(?!\S))?/.exec(response) ?? [];
  if (status !== undefined) return reply.startsWith('5') && OF_ADDRESS.test(status);
  return ['550', '551', '553'].includes(reply) && !OF_SENDER.test(response);
}

export class SmtpMailer implements Mailer {
  readonly #transport;
  readonly #from: string;

  constructor(url: string, from: string) {
    const defaults = { from, disableFileAccess: true, disableUrlAccess: true };
    this.#transport = createTransport({ url, ...PATIENCE }, defaults);
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    try {
      await this.#transport.sendMail(messageOf(this.#from, mail));
    } catch (error) {
      const refusal = Refusal.safeParse(error);
      if (refusal.success && isRefused(refusal.data.response))
        throw new AddressRefused('the address was refused', { cause: error });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}
