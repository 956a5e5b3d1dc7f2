import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import classes from './TrajectoryPage.module.css';

interface Props {
  trajectory: Trajectory;
  /** Show the numbers that client and supervisor may see. */
  counts: boolean;
}

export function PeopleSection({ trajectory, counts }: Props) {
  const { t } = useTranslation('trajectories');
  const roles = ['coachee', 'coach', 'client', 'supervisor'] as const;
  return (
    <>
      {counts && (
        <Section title={t('counts')}>
          <p className={classes.line}>
            {t('goals', { count: trajectory.goalCount })} · {t('lessons', { count: trajectory.recordingCount })}
          </p>
        </Section>
      )}
      <Section title={t('people')}>
        <dl className={classes.people}>
          {roles.map((role) => {
            const person = trajectory[role];
            return person ? (
              <div key={role} className={classes.person}>
                <dt>{t(`roles.${role}`)}</dt>
                <dd>{person.name}</dd>
              </div>
            ) : null;
          })}
        </dl>
      </Section>
    </>
  );
}
