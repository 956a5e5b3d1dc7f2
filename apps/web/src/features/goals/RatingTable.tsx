import type { GoalRating } from '@lesblik/shared/goal-progress';
import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { Evidence } from './Evidence.tsx';
import classes from './GoalPage.module.css';
import { LongText } from './LongText.tsx';
import { signed, stepName } from './progress.ts';

/** Everything that the picture shows, and what each of them said with it. */
export function RatingTable({ goal, ratings }: { goal: Goal; ratings: readonly GoalRating[] }) {
  const { t, i18n } = useTranslation('goal-page');
  return (
    <table className={classes.table}>
      <caption>{t('progress.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('progress.when')}</th>
          <th scope="col">{t('progress.step')}</th>
          <th scope="col">{t('progress.shows')}</th>
        </tr>
      </thead>
      <tbody>
        {ratings.toReversed().map(({ id, as, by, at, value, step, seen, evidence }) => (
          <tr key={id}>
            <td>
              {instantText(at, i18n.language)}
              <br />
              <span className={classes.dimmed}>
                {by.name}, {t(`progress.as.${as}`)}
              </span>
            </td>
            <td>
              <span className={classes.value}>{signed(value)}</span> {t(`steps.names.${stepName(value)}`)}
              {step !== '' && step !== goal.steps[value + 2] && (
                <div className={classes.dimmed}>
                  <LongText text={t('progress.stepThen', { step })} />
                </div>
              )}
            </td>
            <td>
              {seen !== '' && <LongText text={seen} />}
              {evidence && <Evidence evidence={evidence} />}
              {seen === '' && !evidence && <span className={classes.dimmed}>{t('progress.showsNothing')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
