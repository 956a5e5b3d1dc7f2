import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { AddressRefused } from './address-refused.ts';
import type { Mail, Mailer } from './mailer.ts';
import { messageOf } from './message.ts';

/** A server that says nothing for so long is not there. */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

const Refusal = z.object({ command: z.literal('RCPT TO'), permanent: z.literal(true) });

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
      if (Refusal.safeParse(error).success) throw new AddressRefused('the address was refused', { cause: error });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}
