import type { TrajectoryOverview } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/Facts.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { Section } from '../../ui/Section.tsx';
import { CoachChangePart } from '../coach-changes/CoachChangePart.tsx';
import { lessonCountOf } from './lesson-count.ts';
import classes from './TrajectoryPage.module.css';

/** Who takes part; for client and supervisor the numbers that they may see. */
export function PeopleSection({ overview }: { overview: TrajectoryOverview }) {
  const { t } = useTranslation('trajectories');
  const { trajectory, inside, coachChange } = overview;
  const { plannedTalks, goalCount, recordingCount } = trajectory;
  const roles = ['coachee', 'coach', 'client', 'supervisor'] as const;
  const facts = roles.flatMap((role) => {
    const person = trajectory[role];
    return person ? [[t(`roles.${role}`), person.name] as const] : [];
  });
  const counts = [
    // An estimate says nothing more once it is over.
    ...(plannedTalks === null || trajectory.phase === 'closed' ? [] : [t('plan.planned', { count: plannedTalks })]),
    t('goals', { count: goalCount }),
    t(lessonCountOf(trajectory), { count: recordingCount }),
  ];
  return (
    <>
      {inside === null && (
        <Section title={t('counts')}>
          <p className={classes.line}>{counts.join(' · ')}</p>
        </Section>
      )}
      <Fold
        id="people"
        title={t('people')}
        about={facts.map(([, name]) => name).join(', ')}
        // What waits about the coach is read without asking for it.
        shut={coachChange !== null || trajectory.coachLeft || inside === null ? 'nowhere' : 'on phones'}
      >
        <Facts facts={facts} />
        <CoachChangePart overview={overview} />
      </Fold>
    </>
  );
}
