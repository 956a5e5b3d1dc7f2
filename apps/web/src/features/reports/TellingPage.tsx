import { Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { ReportText } from '@lesblik/shared/reports';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayText } from '../../ui/format.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { firstAndLast, stepName } from '../goals/progress.ts';
import { goalsQuery } from '../goals/queries.ts';
import { overviewQuery } from '../trajectories/queries.ts';
import { useTrajectoryNews } from '../trajectories/use-trajectory-news.ts';
import { fitPage } from './core/fit-page.ts';
import { evaluationQuery } from './queries.ts';
import { readersOf } from './readers.ts';
import classes from './Reports.module.css';

/** Goals beyond these would not fit beside the words. */
const MOST_GOALS = 8;

/** For telling the client: what is shared, on one sheet. */
export function TellingPage() {
  const { t, i18n } = useTranslation(['reports', 'goal-page']);
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { trajectory, inside } = useSuspenseQuery(overviewQuery(trajectoryId)).data;
  const { facts, fields } = useSuspenseQuery(evaluationQuery(trajectoryId)).data;
  const { data: goals } = useSuspenseQuery(goalsQuery(trajectoryId));
  useTrajectoryNews(trajectoryId);
  const names = readersOf(trajectory, i18n.language) || t('share.someone');
  const telling = inside?.agreements
    .find(({ kind }) => kind === 'telling')
    ?.versions.find(({ state }) => state === 'accepted')?.choice;
  const who = { coachee: trajectory.coachee.name, coach: trajectory.coach.name };
  const shared = fields.filter(({ released }) => released);
  const shown = (key: string): boolean => shared.some((field) => field.key === key);
  const told = shared.filter(({ key, text }) => ReportText.safeParse(key).success && text !== '');
  const themes = goals.flatMap((goal) => {
    const field = shared.find(({ goalId }) => goalId === goal.id);
    const progress = field?.rated ? firstAndLast(goal.progress, 'coachee') : undefined;
    return field ? [{ goal, text: field.text, progress }] : [];
  });
  const some = themes.slice(0, MOST_GOALS);
  const words = fitPage([...some.map(({ text }) => text), ...told.map(({ text }) => text)]);
  const day = (one: string): string => dayText(one, i18n.language);
  const step = (value: number): string => t(`goal-page:steps.names.${stepName(value)}`).toLowerCase();
  return (
    <Page width="reading">
      <header className={classes.screenOnly}>
        <BackLink to={paths.evaluation(trajectoryId)} title={t('title')} />
        <Group justify="space-between">
          <p className={classes.quiet}>{t('telling.shared')}</p>
          <Button leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
            {t('telling.print')}
          </Button>
        </Group>
      </header>
      <article className={classes.sheet}>
        <PageTitle title={t('telling.title')} />
        <p className={classes.meta}>
          <span>{trajectory.title}</span>
          <span>{t('telling.for', { names })}</span>
        </p>
        <p>
          {telling === 'coachee_tells' || telling === 'coach_tells_with_coachee'
            ? t(`telling.${telling}`, who)
            : t('telling.notSettled')}
        </p>
        {shown('period') && <p>{t('facts.period', { from: day(facts.from), to: day(facts.to) })}</p>}
        {shown('talks') && <p>{t('telling.talks', { count: facts.talks.length })}</p>}
        {some.length > 0 && <h2>{t('goals.title')}</h2>}
        <ol className={classes.themes}>
          {some.map(({ goal, progress }, index) => (
            <li key={goal.id}>
              <strong>{goal.title}</strong>
              {progress && ` (${t('telling.progress', { from: step(progress.from), to: step(progress.to) })})`}
              {words[index] !== '' && <p className={classes.words}>{words[index]}</p>}
            </li>
          ))}
        </ol>
        {themes.length > some.length && <p>{t('telling.moreGoals', { count: themes.length - some.length })}</p>}
        {told.map(({ key }, index) => (
          <section key={key}>
            <h2>{t(`fields.${ReportText.parse(key)}.read`)}</h2>
            <p className={classes.words}>{words[some.length + index]}</p>
          </section>
        ))}
        {themes.length + told.length === 0 && <p>{t('telling.nothing')}</p>}
        <h2>{t('telling.asked')}</h2>
        <div className={classes.lines} aria-hidden="true" />
      </article>
    </Page>
  );
}
