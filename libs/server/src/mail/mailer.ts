import type { Config } from '../config.ts';
import { OutboxMailer } from './outbox-mailer.ts';
import { SmtpMailer } from './smtp-mailer.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for mail programs that show more than plain text. */
  html?: string;
  /** Sent again under the same key, it bears the same Message-ID: mail programs show it once. */
  key?: string;
  /** Where one request stops mails like this one, without signing in (RFC 8058). */
  unsubscribe?: string;
}

export interface Mailer {
  /** Resolves once the mail is accepted; rejects when it is not. @throws AddressRefused when it never will be */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

export function createMailer({ smtpUrl, from, outboxDir }: Config['mail']): Mailer {
  return smtpUrl === undefined ? new OutboxMailer(outboxDir, from) : new SmtpMailer(smtpUrl, from);
}
