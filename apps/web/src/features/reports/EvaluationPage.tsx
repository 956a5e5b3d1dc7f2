import { IconPencil, IconPrinter } from '@tabler/icons-react';
import { ReportText } from '@lesblik/shared/reports';
import { mayTrajectory } from '@lesblik/shared/policy';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Section } from '../../ui/Section.tsx';
import { useKeptPlace } from '../../ui/use-kept-place.ts';
import { ActionsSection } from '../talks/ActionsSection.tsx';
import { overviewQuery } from '../trajectories/queries.ts';
import { useTrajectoryNews } from '../trajectories/use-trajectory-news.ts';
import { FactsSection } from './FactsSection.tsx';
import { FieldPart } from './FieldPart.tsx';
import { GoalParts } from './GoalParts.tsx';
import { evaluationQuery } from './queries.ts';
import { ReportSection } from './ReportSection.tsx';
import classes from './Reports.module.css';

/** Looking back at the end: the coachee writes, the coach suggests, and each part is shared or not. */
export function EvaluationPage() {
  const { t } = useTranslation('reports');
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { trajectory } = useSuspenseQuery(overviewQuery(trajectoryId)).data;
  const { data: evaluation } = useSuspenseQuery(evaluationQuery(trajectoryId));
  useTrajectoryNews(trajectoryId);
  useKeptPlace();
  const isCoachee = trajectory.myRoles.includes('coachee');
  const [coachee, coach] = [trajectory.coachee.name, trajectory.coach.name];
  const field = (key: ReportText) => evaluation.fields.filter((one) => one.key === key);
  const intro = isOver(trajectory)
    ? t('over')
    : isCoachee
      ? t('introCoachee', { coach })
      : t('introCoach', { coachee });
  return (
    <Page width="reading">
      <header>
        <BackLink to={paths.trajectory(trajectoryId)} title={trajectory.title} />
        <PageTitle title={t('title')} />
      </header>
      <p className={classes.turn}>
        <IconPencil size={20} aria-hidden="true" />
        {intro}
      </p>
      <GoalParts trajectory={trajectory} evaluation={evaluation} />
      {ReportText.options.map((key) => (
        <Section key={key} title={t(`fields.${key}.title`)}>
          {key === 'future' && (
            <ActionsSection trajectoryId={trajectoryId} bare readOnly={!mayTrajectory('talk', trajectory)} />
          )}
          {field(key).map((one) => (
            <FieldPart
              key={one.key}
              trajectory={trajectory}
              field={one}
              label={t(`fields.${key}.${isCoachee ? 'label' : 'read'}`)}
              hint={t(`fields.${key}.hint`)}
              suggestions={evaluation.suggestions}
            />
          ))}
        </Section>
      ))}
      <FactsSection trajectory={trajectory} evaluation={evaluation} />
      <Section title={t('telling.title')}>
        <p className={classes.words}>{t('telling.about')}</p>
        <LinkButton
          to={paths.telling(trajectoryId)}
          variant="default"
          mt="sm"
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
        >
          {t('telling.open')}
        </LinkButton>
      </Section>
      <ReportSection trajectory={trajectory} evaluation={evaluation} />
    </Page>
  );
}
