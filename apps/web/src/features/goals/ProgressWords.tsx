import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { firstAndLast, stepName } from './progress.ts';

interface Props {
  progress: Goal['progress'];
  /** Null where the reader is the coachee. The coach has no name here: it can have been another one. */
  coachee: string | null;
}

/** Where a goal stood and stands, by each of the two, in the words of the five steps: nothing for who said nothing. */
export function ProgressWords({ progress, coachee }: Props) {
  const { t, i18n } = useTranslation(['goals', 'goal-page']);
  const inWords = (value: number): string =>
    t(`goal-page:steps.names.${stepName(value)}`).toLocaleLowerCase(i18n.language);
  return (['coachee', 'coach'] as const).map((as) => {
    const found = firstAndLast(progress, as);
    if (!found) return null;
    const [from, to] = [inWords(found.from), inWords(found.to)];
    const who = as === 'coach' ? t('progress.coach') : (coachee ?? t('progress.you'));
    return (
      <span key={as}>{from === to ? t('progress.now', { who, to }) : t('progress.moved', { who, from, to })}</span>
    );
  });
}
