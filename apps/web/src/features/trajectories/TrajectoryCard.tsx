import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { Card, CardLine } from '../../ui/Card.tsx';
import { dayText } from '../../ui/format.ts';
import { lessonCountOf } from './lesson-count.ts';
import { PhaseLine } from './PhaseLine.tsx';

export function TrajectoryCard({ trajectory }: { trajectory: Trajectory }) {
  const { t, i18n } = useTranslation('trajectories');
  const { id, title, phase, standing, myRoles, coachee, coach, startsOn, endsOn } = trajectory;
  const other = myRoles.includes('coachee') ? coach : coachee;
  const role = new Intl.ListFormat(i18n.language).format(myRoles.map((name) => t(`roles.${name}`)));
  const period = t('period', { from: dayText(startsOn, i18n.language), to: dayText(endsOn, i18n.language) });
  const counts = `${t('goals', { count: trajectory.goalCount })} · ${t(lessonCountOf(trajectory), { count: trajectory.recordingCount })}`;
  return (
    <Card to={paths.trajectory(id)} title={title}>
      <CardLine>
        {other.name} · {t('youAre', { role })}
      </CardLine>
      <PhaseLine phase={phase} compact />
      {standing !== 'running' && <CardLine>{t(`turn.${standing}`)}</CardLine>}
      <CardLine>{period}</CardLine>
      <CardLine>{counts}</CardLine>
    </Card>
  );
}
