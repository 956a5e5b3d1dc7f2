import type { TrajectoryOverview } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { CoachChangePart } from '../coach-changes/CoachChangePart.tsx';
import classes from './TrajectoryPage.module.css';

/** Who takes part; for client and supervisor the numbers that they may see. */
export function PeopleSection({ overview }: { overview: TrajectoryOverview }) {
  const { t } = useTranslation('trajectories');
  const { trajectory, inside } = overview;
  const { plannedTalks, goalCount, recordingCount } = trajectory;
  const roles = ['coachee', 'coach', 'client', 'supervisor'] as const;
  const counts = [
    ...(plannedTalks === null ? [] : [t('plan.planned', { count: plannedTalks })]),
    t('goals', { count: goalCount }),
    t('lessons', { count: recordingCount }),
  ];
  return (
    <>
      {inside === null && (
        <Section title={t('counts')}>
          <p className={classes.line}>{counts.join(' · ')}</p>
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
        <CoachChangePart overview={overview} />
      </Section>
    </>
  );
}
