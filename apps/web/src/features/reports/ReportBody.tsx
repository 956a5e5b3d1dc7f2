import type { ReportContent } from '@lesblik/shared/reports';
import { useTranslation } from 'react-i18next';
import { dayText, instantDayText } from '../../ui/format.ts';
import { signed, stepName } from '../goals/progress.ts';
import classes from './Reports.module.css';

/** A report as its readers have it. */
export function ReportBody({ content }: { content: ReportContent }) {
  const { t, i18n } = useTranslation(['reports', 'goal-page']);
  const day = (one: string): string => dayText(one, i18n.language);
  const { period, talks, goals, texts, language } = content;
  const step = ({ value, step }: { value: number; step: string }): string =>
    `${signed(value)}, ${step === '' ? t(`goal-page:steps.names.${stepName(value)}`).toLowerCase() : step}`;
  return (
    <div className={classes.report}>
      <p className={classes.meta}>{t('report.about', { coachee: content.coachee, coach: content.coach })}</p>
      {period && <p>{t('facts.period', { from: day(period.from), to: day(period.to) })}</p>}
      {talks && (
        <p>
          {talks.length === 0
            ? t('facts.noTalks')
            : t('report.talks', {
                count: talks.length,
                days: new Intl.ListFormat(i18n.language).format(talks.map(day)),
              })}
        </p>
      )}
      {goals.length > 0 && <h2>{t('goals.title')}</h2>}
      {goals.some(({ rated }) => rated !== null) && <p className={classes.quiet}>{t('report.scale')}</p>}
      {goals.map(({ title, text, rated }, index) => (
        // What is signed has no ids of its own and stays in its order.
        <section key={`${index} ${title}`}>
          <h3 lang={language}>
            {index + 1}. {title}
          </h3>
          {text !== '' && (
            <p className={classes.words} lang={language}>
              {text}
            </p>
          )}
          {rated && (
            <ul className={classes.rated}>
              {rated.first.at !== rated.last.at && (
                <li>
                  {t('report.first', { day: instantDayText(rated.first.at, i18n.language), step: step(rated.first) })}
                </li>
              )}
              <li>{t('report.last', { day: instantDayText(rated.last.at, i18n.language), step: step(rated.last) })}</li>
            </ul>
          )}
        </section>
      ))}
      {texts.map(({ key, text }) => (
        <section key={key}>
          <h2>{t(`fields.${key}.read`)}</h2>
          <p className={classes.words} lang={language}>
            {text}
          </p>
        </section>
      ))}
    </div>
  );
}
