import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { firstAndLast, signed } from './progress.ts';

/** Where a goal stood and stands, by each of the two: nothing for who said nothing. */
export function ProgressWords({ progress }: { progress: Goal['progress'] }) {
  const { t } = useTranslation('goals');
  return (['coachee', 'coach'] as const).map((as) => {
    const found = firstAndLast(progress, as);
    if (!found) return null;
    const [from, to] = [signed(found.from), signed(found.to)];
    const once = progress.filter((one) => one.as === as).length === 1;
    return <span key={as}>{once ? t(`progress.${as}Now`, { to }) : t(`progress.${as}`, { from, to })}</span>;
  });
}
