import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { firstAndLast, stepName } from './progress.ts';

/** Where a goal stood and stands, by each of the two, in the words of the five steps: nothing for who said nothing. */
export function ProgressWords({ progress }: { progress: Goal['progress'] }) {
  const { t, i18n } = useTranslation(['goals', 'goal-page']);
  const inWords = (value: number): string =>
    t(`goal-page:steps.names.${stepName(value)}`).toLocaleLowerCase(i18n.language);
  return (['coachee', 'coach'] as const).map((as) => {
    const found = firstAndLast(progress, as);
    if (!found) return null;
    const [from, to] = [inWords(found.from), inWords(found.to)];
    return <span key={as}>{from === to ? t(`progress.${as}Now`, { to }) : t(`progress.${as}`, { from, to })}</span>;
  });
}
