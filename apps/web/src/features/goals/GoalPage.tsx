import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { instantText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Turn } from '../../ui/Turn.tsx';
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
  const describes = mine === 'coachee' && !described;
  const turn = (): string => {
    if (archived) return t('archived');
    if (closed) return t('over');
    if (describes) return t('turn.describe');
    return own ? t('turn.rated', { when: instantText(own.at, i18n.language) }) : t('turn.first');
  };
  return (
    <Page width="wide">
      <header>
        <BackLink to={paths.trajectory(trajectory.id)} title={trajectory.title} />
        <PageTitle title={goal.title}>
          {archived ? goal.title : <GoalBadge position={goal.position} title={goal.title} withTitle />}
        </PageTitle>
      </header>
      <Turn sentence={turn()} atRest={closed || (own !== undefined && !describes)} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <AboutSection goal={goal} mayWrite={mine === 'coachee' && !closed} />
          <StepsSection goal={goal} mayWrite={mine === 'coachee' && !closed} primary={!described} />
        </div>
        <div className={classes.column}>
          <ProgressSection
            goal={goal}
            ratings={ratings}
            mine={mine}
            closed={closed}
            primary={described || mine === 'coach'}
          />
          <ThreadSection goal={goal} mine={mine} />
        </div>
      </div>
    </Page>
  );
}
