import { Button, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { mayTrajectory } from '@lesblik/shared/policy';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { dayText } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { GoalSection } from '../goals/GoalSection.tsx';
import { goalsQuery, proposalsQuery } from '../goals/queries.ts';
import { flat, recordingsQuery } from '../recordings/queries.ts';
import { LessonsSection } from './LessonsSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PhaseLine } from './PhaseLine.tsx';
import { PhaseStep } from './PhaseStep.tsx';
import { trajectoryQuery } from './queries.ts';
import { TrajectoryForm } from './TrajectoryForm.tsx';
import { turnOf } from './turn.ts';
import classes from './TrajectoryPage.module.css';
import { TurnSentence } from './TurnSentence.tsx';

/** One trajectory on one page; client and supervisor see phases, dates and counts. */
export function TrajectoryPage() {
  const { t, i18n } = useTranslation('trajectories');
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { data: trajectory } = useSuspenseQuery(trajectoryQuery(trajectoryId));
  const [editing, setEditing] = useState(false);
  const mayChange = mayTrajectory('change', trajectory.myRoles);
  const inside = mayTrajectory('read_goals', trajectory.myRoles);
  const goals = useQuery({ ...goalsQuery(trajectoryId), enabled: inside });
  const proposals = useQuery({ ...proposalsQuery(trajectoryId), enabled: inside });
  const lessons = useInfiniteQuery({ ...recordingsQuery({ trajectoryId }), enabled: inside });
  const recordings = flat(lessons.data);
  const known = !inside || (goals.data && proposals.data && lessons.data);
  const from = dayText(trajectory.startsOn, i18n.language);
  const to = dayText(trajectory.endsOn, i18n.language);
  const roles = trajectory.myRoles.map((role) => t(`roles.${role}`)).join(', ');
  if (editing) {
    return (
      <Stack gap="lg">
        <PageTitle title={t('form.editTitle')} />
        <TrajectoryForm trajectory={trajectory} onDone={() => setEditing(false)} />
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <header className={classes.header}>
          <PageTitle title={trajectory.title} />
          <p className={classes.line}>
            {t('period', { from, to })} · {t('youAre', { role: roles })}
          </p>
        </header>
        {mayChange && (
          <Button
            variant="default"
            leftSection={<IconPencil size={18} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t('edit')}
          </Button>
        )}
      </Group>
      {known && (
        <TurnSentence
          turn={turnOf({ trajectory, goals: goals.data ?? [], proposals: proposals.data ?? [], recordings })}
        />
      )}
      <div className={classes.phases}>
        <PhaseLine phase={trajectory.phase} />
        {mayChange && <PhaseStep trajectory={trajectory} />}
      </div>
      <div className={classes.columns}>
        {inside && (
          <div className={classes.column}>
            <GoalSection
              trajectory={trajectory}
              goals={goals.data}
              proposals={proposals.data}
              error={goals.error ?? proposals.error}
            />
          </div>
        )}
        <div className={classes.column}>
          {inside && <LessonsSection trajectory={trajectory} recordings={recordings} loaded={!lessons.isPending} />}
          <PeopleSection trajectory={trajectory} counts={!inside} />
        </div>
      </div>
    </Stack>
  );
}
