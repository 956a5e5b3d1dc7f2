import { isProblemCode, Problem } from '@lesblik/shared/problems';
import i18next from 'i18next';
import { Offline } from '../api/offline.ts';
import { bytes } from './format.ts';
import { largestFilm } from './limits.ts';

/** What went wrong, in the person's language: what happened, what is safe, what to do. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return sentenceOfCode(error.code);
  if (error instanceof Offline) return i18next.t('common:offlineAct');
  return i18next.t('problems:internal');
}

/** The same for a stored code, such as a failed recording's. */
export const sentenceOfCode = (code: string | null): string =>
  i18next.t(isProblemCode(code) ? `problems:${code}` : 'problems:internal', {
    largest: bytes(largestFilm(), i18next.language),
  });
