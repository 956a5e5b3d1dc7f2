import type { Config } from '../config.ts';
import { OutboxMailer } from './outbox-mailer.ts';
import { SmtpMailer } from './smtp-mailer.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** Resolves once the mail is accepted; rejects when it is not. */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

export function createMailer({ smtpUrl, from, outboxDir }: Config['mail']): Mailer {
  return smtpUrl === undefined ? new OutboxMailer(outboxDir, from) : new SmtpMailer(smtpUrl, from);
}
