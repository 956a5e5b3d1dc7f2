import { Text } from '@mantine/core';
import type { Recording } from '@lesblik/shared/recordings';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { RecordingGrid } from '../recordings/RecordingGrid.tsx';
import classes from './TrajectoryPage.module.css';

/** The rest is a press away. */
const SHOWN = 4;

interface Props {
  trajectory: Trajectory;
  recordings: readonly Recording[];
  loaded: boolean;
}

export function LessonsSection({ trajectory, recordings, loaded }: Props) {
  const { t } = useTranslation(['trajectories', 'recordings']);
  const own = trajectory.myRoles.includes('coachee');
  return (
    <Section
      anchor="lessons"
      title={t('lessonsTitle')}
      action={
        own && (
          <LinkButton to={paths.upload(trajectory.id)} variant="default">
            {t('recordings:upload')}
          </LinkButton>
        )
      }
    >
      <div className={classes.lessons}>
        <RecordingGrid recordings={recordings} most={SHOWN} />
        {loaded && recordings.length === 0 && (
          <Text c="dimmed">{own ? t('noLessons') : t('noSharedLessons', { name: trajectory.coachee.name })}</Text>
        )}
      </div>
    </Section>
  );
}
