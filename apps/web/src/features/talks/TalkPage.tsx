import { SegmentedControl } from '@mantine/core';
import { sameClock, zoneName } from '@lesblik/shared/zoned-time';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { instantText } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useTrajectoryNews } from '../trajectories/use-trajectory-news.ts';
import { AgendaParts } from './AgendaParts.tsx';
import { LineStatus } from './LineStatus.tsx';
import { MomentsSection } from './MomentsSection.tsx';
import { PrepareParts } from './PrepareParts.tsx';
import { preparationsQuery, talkQuery } from './queries.ts';
import { SummarySection } from './SummarySection.tsx';
import { TalkActs } from './TalkActs.tsx';
import { TalkTurn } from './TalkTurn.tsx';
import classes from './Talks.module.css';
import { isClosed, ownZone } from './talk-words.ts';
import { useTalkLine } from './use-talk-line.ts';

type View = 'together' | 'prepare';

/** A talk: its page is the agenda itself, filled in by both. */
export function TalkPage() {
  const { talkId } = useParams<{ talkId: string }>();
  return <OneTalk key={talkId} talkId={talkId} />;
}

function OneTalk({ talkId }: { talkId: string }) {
  const { t, i18n } = useTranslation('talks');
  const { data: talk } = useSuspenseQuery(talkQuery(talkId));
  // When the trajectory ends or goes on, so does its talk.
  useTrajectoryNews(talk.trajectoryId);
  const preparations = useQuery(preparationsQuery(talkId)).data ?? [];
  const { line, error } = useTalkLine(talkId);
  const [view, setView] = useState<View>('together');
  const closed = isClosed(talk);
  const where = talk.byCall ? t('byCall') : talk.place;
  const about = [
    t(`kinds.${talk.kind}`),
    ...(talk.startsAt === null ? [] : [instantText(talk.startsAt, i18n.language)]),
    t('minutes', { count: talk.durationMinutes }),
    ...(where === '' ? [] : [where]),
    ...(talk.startsAt === null || sameClock(new Date(talk.startsAt), talk.timeZone, ownZone())
      ? []
      : [t('zone', { zone: zoneName(talk.timeZone, i18n.language) })]),
  ];
  return (
    <Page width="reading">
      <header>
        <BackLink to={paths.trajectory(talk.trajectoryId)} title={talk.trajectoryTitle} />
        <PageTitle title={talk.title} />
        <p className={classes.about}>{about.join(' · ')}</p>
      </header>
      <TalkTurn talk={talk} />
      <TalkActs talk={talk} />
      <ProblemAlert error={error} />
      {!line && error === undefined && <Waiting what={t('line.opening')} />}
      {line && (
        <>
          <LineStatus line={line} />
          {!closed && (
            <SegmentedControl
              aria-label={t('view.label')}
              value={view}
              onChange={(value) => setView(value)}
              data={(['together', 'prepare'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
            />
          )}
          {view === 'prepare' && !closed ? (
            <PrepareParts talk={talk} line={line} preparations={preparations} />
          ) : (
            <>
              <AgendaParts talk={talk} line={line} preparations={preparations} readOnly={closed} />
              <MomentsSection talk={talk} readOnly={closed} />
              <SummarySection talk={talk} line={line} />
            </>
          )}
        </>
      )}
    </Page>
  );
}
