import { Group, Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { isLesson } from '@lesblik/shared/recording-work';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useMe } from '../identity/me.ts';
import { useSchool } from '../identity/school.ts';
import { SchoolSection } from '../organisations/SchoolSection.tsx';
import { flat, recordingsQuery } from '../recordings/queries.ts';
import { RecordingGrid } from '../recordings/RecordingGrid.tsx';
import { CallList } from '../rooms/CallList.tsx';
import { roomsQuery } from '../rooms/queries.ts';
import { myTalksQuery } from '../talks/queries.ts';
import { TalkList } from '../talks/TalkList.tsx';
import { trajectoriesOf } from '../trajectories/list-queries.ts';
import { TrajectoryList } from '../trajectories/TrajectoryList.tsx';
import classes from './HomePage.module.css';
import { waitingQuery } from './queries.ts';
import { RunningCalls } from './RunningCalls.tsx';
import { WaitingList } from './WaitingList.tsx';

const SHOWN = 6;

export function HomePage() {
  const { t } = useTranslation(['home', 'recordings', 'trajectories', 'rooms', 'talks']);
  const me = useMe();
  const school = useSchool();
  const waiting = useQuery(waitingQuery);
  const calls = useQuery(roomsQuery()).data;
  const running = calls?.filter(({ presentCount }) => presentCount > 0) ?? [];
  const planned = calls?.filter(({ presentCount }) => presentCount === 0) ?? [];
  const talks = useQuery(myTalksQuery).data;
  const lessons = useInfiniteQuery(recordingsQuery({ organisationId: school?.organisationId }));
  const trajectories = useQuery(trajectoriesOf(school?.organisationId));
  const all = flat(lessons.data);
  const mine = all.filter(({ owner, state }) => owner.id === me.id && isLesson(state)).slice(0, SHOWN);
  const shared = all.filter(({ owner }) => owner.id !== me.id).slice(0, SHOWN);
  const firstName = me.name.split(' ')[0] ?? me.name;
  const upload = (
    <LinkButton
      to={paths.upload()}
      variant={mine.length === 0 ? 'filled' : 'default'}
      leftSection={<IconUpload size={18} aria-hidden="true" />}
    >
      {t('recordings:upload')}
    </LinkButton>
  );
  const bare = trajectories.data?.length === 0 && all.length === 0;
  const guest = school?.role === 'guest';
  const administrates = school?.role === 'administrator';
  // A client, a supervisor or a coach has no lessons of their own to be asked for.
  const teaches =
    trajectories.data?.some(({ myRoles }) => myRoles.includes('coachee')) ||
    (trajectories.data?.length === 0 && !guest && !administrates);
  return (
    <Stack gap="lg">
      <PageTitle title={t('title', { name: firstName })} />
      <ProblemAlert error={waiting.error ?? lessons.error ?? trajectories.error} />
      {guest && bare && <EmptyPage picture="trajectories" text={t('trajectories:emptyGuest')} />}
      {running.length > 0 && <RunningCalls rooms={running} />}
      {waiting.data && waiting.data.length > 0 && (
        <Section title={t('turn', { count: waiting.data.length })}>
          <WaitingList items={waiting.data} />
        </Section>
      )}
      {administrates && <SchoolSection key={school.organisationId} organisationId={school.organisationId} />}
      {talks && talks.length > 0 && (
        <Section title={t('talks:title')}>
          <TalkList talks={talks.slice(0, SHOWN)} withTrajectory />
        </Section>
      )}
      {planned.length > 0 && (
        <Section title={t('rooms:list.title')}>
          <CallList rooms={planned} />
        </Section>
      )}
      {waiting.data?.length === 0 && !bare && !administrates && calls?.length === 0 && talks?.length === 0 && (
        <p className={classes.nothing}>{t('nothing')}</p>
      )}
      {(waiting.isPending || lessons.isPending || trajectories.isPending) && <Waiting />}
      <div className={classes.columns}>
        <div className={classes.column} hidden={mine.length === 0 && shared.length === 0 && !teaches}>
          {lessons.data && (mine.length > 0 || teaches) && (
            <Section title={t('lessons')} action={mine.length > 0 && upload}>
              {mine.length === 0 ? (
                <EmptyPage picture="lessons" text={t('recordings:empty')} action={upload} />
              ) : (
                <RecordingGrid recordings={mine} />
              )}
              {all.length > mine.length + shared.length && (
                <Group mt="md">
                  <LinkButton to={paths.recordings} variant="subtle">
                    {t('allLessons')}
                  </LinkButton>
                </Group>
              )}
            </Section>
          )}
          {shared.length > 0 && (
            <Section title={t('sharedLessons')}>
              <RecordingGrid recordings={shared} />
            </Section>
          )}
        </div>
        {trajectories.data && trajectories.data.length > 0 && (
          <div className={classes.column}>
            <Section title={t('trajectories')}>
              <TrajectoryList trajectories={trajectories.data} />
            </Section>
          </div>
        )}
      </div>
    </Stack>
  );
}
