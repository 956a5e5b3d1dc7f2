import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { CoachAsks } from '../coach-changes/CoachAsks.tsx';
import { useSchool } from '../identity/school.ts';
import { requestsQuery } from '../requests/queries.ts';
import { RequestList } from '../requests/RequestList.tsx';
import { trajectoriesOf } from './list-queries.ts';
import { NewChoice } from './NewChoice.tsx';
import { onlyFollows } from './queries.ts';
import classes from './TrajectoryPage.module.css';
import { TrajectoryList } from './TrajectoryList.tsx';

export function TrajectoriesPage() {
  const { t } = useTranslation(['trajectories', 'requests']);
  const school = useSchool();
  const list = useQuery(trajectoriesOf(school?.organisationId));
  const requests = useQuery(requestsQuery(school?.organisationId)).data ?? [];
  const open = requests.filter(({ state }) => state === 'open');
  const ended = requests.filter(({ state }) => state === 'refused' || state === 'withdrawn');
  const guest = school?.role === 'guest';
  const asks = school !== undefined && !guest;
  // Beginning one is for who coaches or is coached in it, and for the administrator.
  const starts = !guest && (school?.role === 'administrator' || !onlyFollows(list.data ?? []));
  const begin = <NewChoice starts={starts} asks={asks} />;
  return (
    <Page width="wide">
      <Group justify="space-between">
        <PageTitle title={t('title')} />
        {list.data && list.data.length > 0 && begin}
      </Group>
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {list.data?.length === 0 && (
        <EmptyPage picture="trajectories" text={t(guest ? 'emptyGuest' : 'empty')} action={begin} />
      )}
      <CoachAsks organisationId={school?.organisationId} />
      {open.length > 0 && (
        <Section title={t('requests:title')}>
          <RequestList requests={open} />
        </Section>
      )}
      {list.data && list.data.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine" className="visually-hidden">
            {t('title')}
          </h2>
          <TrajectoryList trajectories={list.data} />
        </section>
      )}
      {ended.length > 0 && (
        <details className={classes.ended}>
          <summary>
            {t('requests:ended')} ({ended.length})
          </summary>
          <RequestList requests={ended} />
        </details>
      )}
    </Page>
  );
}
