import { IconLock, IconSend } from '@tabler/icons-react';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { readersOf } from './readers.ts';
import classes from './Reports.module.css';

interface Props {
  trajectory: Trajectory;
  released: boolean;
  rated?: boolean;
}

/** Who reads this once it is signed. */
export function ShareMark({ trajectory, released, rated = false }: Props) {
  const { t, i18n } = useTranslation('reports');
  const names = readersOf(trajectory, i18n.language) || t('share.someone');
  const isCoachee = trajectory.myRoles.includes('coachee');
  const other = isCoachee ? trajectory.coach.name : trajectory.coachee.name;
  const Icon = released ? IconSend : IconLock;
  return (
    <p className={classes.mark}>
      <Icon size={18} aria-hidden="true" />
      {!released && t('share.off', { name: other })}
      {released &&
        (isCoachee ? t(rated ? 'share.onRated' : 'share.on', { names }) : t('share.onOf', { name: other, names }))}
    </p>
  );
}
