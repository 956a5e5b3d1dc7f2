import i18next from 'i18next';
import type { Issue } from './check.ts';

/** What is wrong with one field, in the person's language. */
function fieldSentence(issue: Issue): string {
  if (issue.code === 'too_small') {
    return i18next.t(Number(issue.minimum) >= 8 ? 'common:fields.password' : 'common:fields.required');
  }
  if (issue.code === 'too_big') return i18next.t('common:fields.tooLong');
  if (issue.code === 'invalid_format') {
    if (issue.format === 'email') return i18next.t('common:fields.email');
    if (issue.format === 'date' || issue.format === 'datetime') return i18next.t('common:fields.date');
    if (issue.format === 'uuid') return i18next.t('common:fields.required');
  }
  // A field that is needed because of what another says.
  if (issue.code === 'custom') return i18next.t('common:fields.required');
  return i18next.t('common:fields.wrong');
}

/** The first sentence of every field that is wrong, by the field's name. */
export function fieldErrors(issues: readonly Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) errors[String(issue.path[0] ?? '')] ??= fieldSentence(issue);
  return errors;
}
