import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import type { Mailer } from '@lesblik/server/mail/mailer';
import { Language } from '@lesblik/shared/common';
import { MIN_PASSWORD } from '@lesblik/shared/identity';
import { passwordResetMail } from './mails.ts';

const DAY = 24 * 60 * 60;

export interface AuthOptions {
  db: Database;
  mailer: Mailer;
  log: Log;
  secret: string;
  publicUrl: string;
}

/**
 * better-auth on our tables. Nobody signs up by themselves: accounts come from an invitation or the one-time link.
 * Its own rate limit is off because it does not know the caller's address; the controller's guard has ours.
 */
export function createAuth({ db, mailer, log, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: 'Lesblik',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    // What is no answer of its own is ours to tell, and to log: it would write it out whole, a person's data with it.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      // Not waited for, so that the answer takes as long for an address without an account.
      sendResetPassword: async ({ user, token }) => {
        const language = Language.catch('nl').parse((user as { language?: unknown }).language);
        mailer
          .send(passwordResetMail(user.email, language, `${publicUrl}/wachtwoord-herstellen/${token}`))
          .catch((error: unknown) => log.error({ err: error }, 'a password reset could not be mailed'));
      },
    },
    user: {
      modelName: 'person',
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'nl', input: false } },
    },
    session: {
      modelName: 'authSession',
      fields: { userId: 'personId' },
      expiresIn: 30 * DAY,
      updateAge: DAY,
    },
    account: { modelName: 'authAccount', fields: { userId: 'personId' } },
    // By its SHA-256: who reads the database cannot follow the links that were mailed.
    verification: { modelName: 'authVerification', storeIdentifier: 'hashed' },
    disabledPaths: ['/sign-up/email', '/update-user', '/change-email', '/delete-user', '/is-username-available'],
    plugins: [
      twoFactor({
        issuer: 'Lesblik',
        schema: { twoFactor: { modelName: 'authTwoFactor', fields: { userId: 'personId' } } },
      }),
    ],
    advanced: {
      cookiePrefix: 'lesblik',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: 'uuid' },
    },
    trustedOrigins: [publicUrl],
  });
}

export type Auth = ReturnType<typeof createAuth>;
