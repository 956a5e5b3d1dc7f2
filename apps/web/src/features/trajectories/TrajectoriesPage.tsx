import { Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { trajectoriesOf } from './queries.ts';
import { TrajectoryList } from './TrajectoryList.tsx';

export function TrajectoriesPage() {
  const { t } = useTranslation('trajectories');
  const school = useSchool();
  const list = useQuery(trajectoriesOf(school?.organisationId));
  const guest = school?.role === 'guest';
  const start = !guest && (
    <LinkButton to={paths.newTrajectory} leftSection={<IconPlus size={18} aria-hidden="true" />}>
      {t('new')}
    </LinkButton>
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <PageTitle title={t('title')} />
        {list.data && list.data.length > 0 && start}
      </Group>
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {list.data?.length === 0 && (
        <EmptyPage picture="trajectories" text={t(guest ? 'emptyGuest' : 'empty')} action={start} />
      )}
      {list.data && list.data.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine" className="visually-hidden">
            {t('title')}
          </h2>
          <TrajectoryList trajectories={list.data} />
        </section>
      )}
    </Stack>
  );
}
