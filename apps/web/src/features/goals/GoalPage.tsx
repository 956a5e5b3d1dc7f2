import { Anchor, Stack } from '@mantine/core';
import { IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { AboutSection } from './AboutSection.tsx';
import classes from './GoalPage.module.css';
import { goalQuery } from './goal-queries.ts';
import { useTrajectoryNews } from '../trajectories/use-trajectory-news.ts';
import { ProgressSection } from './ProgressSection.tsx';
import { StepsSection } from './StepsSection.tsx';
import { ThreadSection } from './ThreadSection.tsx';

/** One goal: what it is, how far it is, and every moment of it. */
export function GoalPage() {
  const { goalId } = useParams<{ goalId: string }>();
  return <OneGoal key={goalId} goalId={goalId} />;
}

function OneGoal({ goalId }: { goalId: string }) {
  const { t, i18n } = useTranslation('goal-page');
  const { data } = useSuspenseQuery(goalQuery(goalId));
  const { goal, trajectory, mine, closed, ratings } = data;
  useTrajectoryNews(trajectory.id);
  const archived = goal.archivedAt !== null;
  const own = ratings.findLast((rating) => rating.as === mine);
  const described = goal.steps.some((step) => step !== '');
  const turn = (): string => {
    if (archived) return t('archived');
    if (closed) return t('over');
    if (mine === 'coachee' && !described) return t('turn.describe');
    return own ? t('turn.rated', { when: instantText(own.at, i18n.language) }) : t('turn.first');
  };
  const Icon = closed || own ? IconInfoCircle : IconArrowRight;
  return (
    <Stack gap="lg" className={classes.page}>
      <header>
        <Anchor component={Link} href={paths.trajectory(trajectory.id)}>
          {t('back', { title: trajectory.title })}
        </Anchor>
        <PageTitle title={goal.title}>
          {archived ? goal.title : <GoalBadge position={goal.position} title={goal.title} withTitle />}
        </PageTitle>
      </header>
      <p className={classes.turn}>
        <Icon size={20} aria-hidden="true" />
        {turn()}
      </p>
      <AboutSection goal={goal} mayWrite={mine === 'coachee' && !closed} />
      <StepsSection goal={goal} mayWrite={mine === 'coachee' && !closed} primary={!described} />
      <ProgressSection
        goal={goal}
        ratings={ratings}
        mine={mine}
        closed={closed}
        primary={described || mine === 'coach'}
      />
      <ThreadSection goalId={goalId} />
    </Stack>
  );
}
