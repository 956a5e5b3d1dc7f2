import { Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { CoachAsks } from '../coach-changes/CoachAsks.tsx';
import { useSchool } from '../identity/school.ts';
import { requestsQuery } from '../requests/queries.ts';
import { RequestList } from '../requests/RequestList.tsx';
import { trajectoriesOf } from './list-queries.ts';
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
  const start = starts && (
    <LinkButton to={paths.newTrajectory} leftSection={<IconPlus size={18} aria-hidden="true" />}>
      {t('new')}
    </LinkButton>
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <PageTitle title={t('title')} />
        <Group>
          {asks && (
            <LinkButton to={paths.newRequest} variant="default">
              {t('requests:new')}
            </LinkButton>
          )}
          {list.data && list.data.length > 0 && start}
        </Group>
      </Group>
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {list.data?.length === 0 && (
        <EmptyPage picture="trajectories" text={t(guest ? 'emptyGuest' : 'empty')} action={start} />
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
        <details className={classes.history}>
          <summary>
            {t('requests:ended')} ({ended.length})
          </summary>
          <RequestList requests={ended} />
        </details>
      )}
    </Stack>
  );
}
