import { Button, Group, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { mayTrajectory } from '@lesblik/shared/policy';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { dayText } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { AgreementsSection } from '../agreements/AgreementsSection.tsx';
import { GoalSection } from '../goals/GoalSection.tsx';
import { goalsQuery, proposalsQuery } from '../goals/queries.ts';
import { flat, recordingsQuery } from '../recordings/queries.ts';
import { CallsSection } from '../rooms/CallsSection.tsx';
import { ActionsSection } from '../talks/ActionsSection.tsx';
import { TalkDatesSection } from '../talks/TalkDatesSection.tsx';
import { TalksSection } from '../talks/TalksSection.tsx';
import { ContactSection } from './ContactSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { LessonsSection } from './LessonsSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PhaseLine } from './PhaseLine.tsx';
import { PhaseSteps } from './PhaseSteps.tsx';
import { overviewQuery } from './queries.ts';
import { TrajectoryForm } from './TrajectoryForm.tsx';
import { turnOf } from './turn.ts';
import { useTrajectoryNews } from './use-trajectory-news.ts';
import classes from './TrajectoryPage.module.css';
import { TurnSentence } from './TurnSentence.tsx';

/** One trajectory on one page; client and supervisor see phases, dates and counts. */
export function TrajectoryPage() {
  const { t, i18n } = useTranslation('trajectories');
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { data: overview } = useSuspenseQuery(overviewQuery(trajectoryId));
  useTrajectoryNews(trajectoryId);
  const { trajectory, inside } = overview;
  const [editing, setEditing] = useState(false);
  const mayChange = mayTrajectory('change', trajectory);
  const mayTalk = mayTrajectory('talk', trajectory);
  const enabled = inside !== null;
  const goals = useQuery({ ...goalsQuery(trajectoryId), enabled });
  const proposals = useQuery({ ...proposalsQuery(trajectoryId), enabled });
  const lessons = useInfiniteQuery({ ...recordingsQuery({ trajectoryId }), enabled });
  const recordings = flat(lessons.data);
  const known = !inside || (goals.data && proposals.data && lessons.data);
  const from = dayText(trajectory.startsOn, i18n.language);
  const to = dayText(trajectory.endsOn, i18n.language);
  const roles = trajectory.myRoles.map((role) => t(`roles.${role}`)).join(', ');
  const turn = known
    ? turnOf({ overview, goals: goals.data ?? [], proposals: proposals.data ?? [], recordings })
    : undefined;
  if (editing) return <TrajectoryForm overview={overview} onDone={() => setEditing(false)} />;

  // What the phase is about comes first.
  const contact = inside && <ContactSection key="contact" overview={overview} inside={inside} />;
  const agreements = inside && (
    <AgreementsSection key="agreements" trajectory={trajectory} agreements={inside.agreements} />
  );
  // Goals are for the first talk: before that there is only what somebody wrote already.
  const tooEarly = trajectory.phase === 'request' && !goals.data?.length && !proposals.data?.length;
  const goalList = inside && !tooEarly && (
    <GoalSection
      key="goals"
      trajectory={trajectory}
      goals={goals.data}
      proposals={proposals.data}
      error={goals.error ?? proposals.error}
    />
  );
  const begins = trajectory.phase === 'request' || trajectory.phase === 'intake';
  const main = trajectory.phase === 'request' ? [contact, agreements] : [agreements, contact];

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
      {turn && <TurnSentence turn={turn} />}
      <div className={classes.phases}>
        <PhaseLine phase={trajectory.phase} />
        <PhaseSteps overview={overview} primary={turn?.key === 'startIntake' || turn?.key === 'startGoals'} />
        <HistorySection history={overview.history} />
      </div>
      <div className={classes.columns}>
        {inside && <div className={classes.column}>{begins ? main : [goalList, agreements]}</div>}
        <div className={classes.column}>
          {inside ? (
            <TalksSection trajectoryId={trajectoryId} readOnly={!mayTalk} />
          ) : (
            <TalkDatesSection trajectoryId={trajectoryId} />
          )}
          {inside && <ActionsSection trajectoryId={trajectoryId} readOnly={!mayTalk} />}
          {inside && <CallsSection trajectoryId={trajectoryId} readOnly={!mayTrajectory('call', trajectory)} />}
          {inside && <LessonsSection trajectory={trajectory} recordings={recordings} loaded={!lessons.isPending} />}
          {begins ? goalList : contact}
          <PeopleSection overview={overview} />
        </div>
      </div>
    </Stack>
  );
}
