import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayText } from '../../ui/format.ts';
import { PhaseLine } from './PhaseLine.tsx';
import classes from './TrajectoryCard.module.css';

export function TrajectoryCard({ trajectory }: { trajectory: Trajectory }) {
  const { t, i18n } = useTranslation('trajectories');
  const { id, title, phase, myRoles, coachee, coach, startsOn, endsOn } = trajectory;
  const other = myRoles.includes('coachee') ? coach : coachee;
  const role = myRoles.map((name) => t(`roles.${name}`)).join(', ');
  return (
    <article className={classes.card}>
      <h3 className={classes.title}>
        <Link href={paths.trajectory(id)} className={classes.link}>
          {title}
        </Link>
      </h3>
      <p className={classes.line}>
        {other.name} · {t('youAre', { role })}
      </p>
      <PhaseLine phase={phase} compact />
      <p className={classes.line}>
        {t('period', { from: dayText(startsOn, i18n.language), to: dayText(endsOn, i18n.language) })}
        {' · '}
        {t('goals', { count: trajectory.goalCount })} · {t('lessons', { count: trajectory.recordingCount })}
      </p>
    </article>
  );
}
