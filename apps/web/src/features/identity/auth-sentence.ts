import { Problem } from '@lesblik/shared/problems';
import i18next from 'i18next';
import { sentenceOf } from '../../ui/problem-sentence.ts';
import { AuthRefusal } from './auth.ts';

const words = {
  INVALID_EMAIL_OR_PASSWORD: 'identity:refused.signIn',
  INVALID_PASSWORD: 'identity:refused.password',
  INVALID_CODE: 'identity:refused.code',
  INVALID_BACKUP_CODE: 'identity:refused.backupCode',
  INVALID_TWO_FACTOR_COOKIE: 'identity:refused.tooLate',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'identity:refused.tooLate',
  INVALID_TOKEN: 'problems:link_not_valid',
  PASSWORD_TOO_SHORT: 'problems:password_too_weak',
} as const;

/** What better-auth or the API refused, in the person's language. */
export function authSentence(error: unknown): string {
  if (error instanceof AuthRefusal) {
    const key = words[error.code as keyof typeof words] as (typeof words)[keyof typeof words] | undefined;
    return i18next.t(key ?? 'problems:internal');
  }
  if (error instanceof Problem && error.code === 'too_many_requests') {
    const minutes = Math.max(1, Math.ceil(Number(error.details?.['seconds'] ?? 60) / 60));
    return i18next.t('identity:refused.tooMany', { count: minutes });
  }
  if (error instanceof Problem && error.details?.['reason'] === 'password') {
    return i18next.t('identity:refused.password');
  }
  return sentenceOf(error);
}
