import { mayTrajectory } from '@lesblik/shared/policy';
import { isLesson } from '@lesblik/shared/recording-work';
import { type Turn, turnOf } from '@lesblik/shared/trajectory-turn';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { Page } from '../../ui/Page.tsx';
import { AgreementsSection } from '../agreements/AgreementsSection.tsx';
import { GoalSection } from '../goals/GoalSection.tsx';
import { goalsQuery, proposalsQuery } from '../goals/queries.ts';
import { EvaluationLink } from '../reports/EvaluationLink.tsx';
import { flat, recordingsQuery } from '../recordings/queries.ts';
import { CallsSection } from '../rooms/CallsSection.tsx';
import { ActionsSection } from '../talks/ActionsSection.tsx';
import { NextTalk } from '../talks/NextTalk.tsx';
import { TalkDatesSection } from '../talks/TalkDatesSection.tsx';
import { talksQuery } from '../talks/queries.ts';
import { TalksSection } from '../talks/TalksSection.tsx';
import { ContactSection } from './ContactSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { LessonsSection } from './LessonsSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PhaseLine } from './PhaseLine.tsx';
import { PhaseSteps } from './PhaseSteps.tsx';
import { overviewQuery } from './queries.ts';
import { TrajectoryForm } from './TrajectoryForm.tsx';
import { TrajectoryHead } from './TrajectoryHead.tsx';
import { useTrajectoryNews } from './use-trajectory-news.ts';
import classes from './TrajectoryPage.module.css';
import { TurnSentence } from './TurnSentence.tsx';

/** All that its parts say: what came later would take the page away for a moment, and the keyboard's place with it. */
const WORDS = [
  ...(['trajectories', 'requests', 'agreements', 'goals', 'goal-page'] as const),
  ...(['talks', 'rooms', 'recordings', 'reports', 'problems', 'common'] as const),
];

/** What is left to do is to go on to the next phase. */
const stepKeys: readonly Turn['key'][] = ['startIntake', 'startGoals', 'startCoaching', 'startEvaluation', 'roundOff'];

/** One trajectory on one page; client and supervisor see phases, dates and counts. */
export function TrajectoryPage() {
  useTranslation(WORDS);
  const { trajectoryId } = useParams<{ trajectoryId: string }>();
  const { data: overview } = useSuspenseQuery(overviewQuery(trajectoryId));
  useTrajectoryNews(trajectoryId);
  const { trajectory, inside } = overview;
  const [editing, setEditing] = useState(false);
  const readOnly = !mayTrajectory('talk', trajectory);
  const enabled = inside !== null;
  const goals = useQuery({ ...goalsQuery(trajectoryId), enabled });
  const proposals = useQuery({ ...proposalsQuery(trajectoryId), enabled });
  const lessons = useInfiniteQuery({ ...recordingsQuery({ trajectoryId }), enabled });
  const recordings = flat(lessons.data);
  const talks = useQuery({ ...talksQuery(trajectoryId), enabled });
  const [seenAt] = useState(() => Date.now());
  const known = !inside || (goals.data && proposals.data && lessons.data && talks.data);
  const turn = known
    ? turnOf({
        ...overview,
        goalCount: goals.data?.filter(({ archivedAt }) => archivedAt === null).length ?? 0,
        openProposals: proposals.data?.filter(({ state }) => state === 'open') ?? [],
        lessonCount: recordings.filter(({ state }) => isLesson(state)).length,
        talks: talks.data ?? [],
        reportSigned: overview.report !== null,
        now: seenAt,
      })
    : undefined;
  if (editing) return <TrajectoryForm overview={overview} onDone={() => setEditing(false)} />;

  // What the phase is about comes first; what is settled by now is shut.
  const { phase } = trajectory;
  const begins = phase === 'request' || phase === 'intake';
  const shut = (topicOf: typeof phase) => {
    if (phase === topicOf) return 'nowhere';
    return begins ? 'on phones' : 'everywhere';
  };
  const contact = inside && <ContactSection key="contact" overview={overview} inside={inside} shut={shut('request')} />;
  const agreements = inside && (
    <AgreementsSection key="agreements" trajectory={trajectory} agreements={inside.agreements} shut={shut('intake')} />
  );
  // Goals are for the first talk: before that there is only what somebody wrote already.
  const tooEarly = phase === 'request' && !goals.data?.length && !proposals.data?.length;
  const goalList = inside && !tooEarly && (
    <GoalSection
      key="goals"
      trajectory={trajectory}
      goals={goals.data}
      proposals={proposals.data}
      error={goals.error ?? proposals.error}
    />
  );
  const about = (
    <Fragment key="about">
      <PeopleSection overview={overview} />
      <HistorySection history={overview.history} />
    </Fragment>
  );
  const work = (
    <>
      <EvaluationLink overview={overview} primary={turn?.key === 'writeReport'} />
      {inside ? (
        <>
          <TalksSection trajectoryId={trajectoryId} readOnly={readOnly} />
          <ActionsSection trajectoryId={trajectoryId} readOnly={readOnly} />
          <CallsSection trajectoryId={trajectoryId} readOnly={!mayTrajectory('call', trajectory)} />
          <LessonsSection trajectory={trajectory} recordings={recordings} loaded={!lessons.isPending} />
        </>
      ) : (
        <TalkDatesSection trajectoryId={trajectoryId} />
      )}
    </>
  );
  const columns = {
    goals: [goalList, begins && about],
    work,
    agreements: [...(phase === 'request' ? [contact, agreements] : [agreements, contact]), !begins && about],
  };
  // By their keys they change places without beginning anew: what somebody is writing stays when the phase goes on.
  const order = begins ? (['agreements', 'work', 'goals'] as const) : (['goals', 'work', 'agreements'] as const);

  return (
    <Page width={inside ? 'wide' : 'reading'}>
      <TrajectoryHead trajectory={trajectory} onEdit={() => setEditing(true)} />
      <div className={classes.phases}>
        {turn && <TurnSentence trajectoryId={trajectoryId} turn={turn} />}
        {inside && <NextTalk trajectoryId={trajectoryId} />}
      </div>
      <div className={classes.phases}>
        <PhaseLine phase={phase} />
        <PhaseSteps overview={overview} primary={turn !== undefined && stepKeys.includes(turn.key)} />
      </div>
      <div className={classes.columns} data-one={!inside || undefined}>
        {(inside ? order : order.slice(1)).map((key) => (
          <div key={key} className={classes.column}>
            {columns[key]}
          </div>
        ))}
      </div>
    </Page>
  );
}
