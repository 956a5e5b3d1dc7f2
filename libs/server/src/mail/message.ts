import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** A mail with its headers, as it is handed to nodemailer. */
export function messageOf(from: string, { to, subject, text, html, key, unsubscribe }: Mail): SendMailOptions {
  const host = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    ...{ from, to, subject, text },
    ...(html !== undefined && { html }),
    ...(key !== undefined && { messageId: `<${createHash('sha256').update(key).digest('hex')}@${host}>` }),
    headers: {
      // No out-of-office answers (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe !== undefined && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}
