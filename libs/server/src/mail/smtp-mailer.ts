import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from './mailer.ts';

export class SmtpMailer implements Mailer {
  readonly #transport;
  readonly #from: string;

  constructor(url: string, from: string) {
    this.#transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    await this.#transport.sendMail({ from: this.#from, ...mail });
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}
