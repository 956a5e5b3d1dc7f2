import { Button, Group, Stack, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useMe } from '../identity/me.ts';
import { useSchool } from '../identity/school.ts';
import { trajectoriesOf } from '../trajectories/list-queries.ts';
import { onlyFollows } from '../trajectories/queries.ts';
import { flat, recordingsQuery } from './queries.ts';
import { RecordingGrid } from './RecordingGrid.tsx';
import { UploadsPanel } from './upload/UploadsPanel.tsx';

export function RecordingsPage() {
  const { t } = useTranslation(['recordings', 'common']);
  const me = useMe();
  const school = useSchool();
  const list = useInfiniteQuery(recordingsQuery({ organisationId: school?.organisationId }));
  const trajectories = useQuery(trajectoriesOf(school?.organisationId));
  const follows = onlyFollows(trajectories.data ?? []);
  const all = flat(list.data);
  const mine = all.filter(({ owner }) => owner.id === me.id);
  const shared = all.filter(({ owner }) => owner.id !== me.id);
  const uploadButton = (
    <LinkButton to={paths.upload()} leftSection={<IconUpload size={18} aria-hidden="true" />}>
      {t('upload')}
    </LinkButton>
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <PageTitle title={t('title')} />
        {all.length > 0 && uploadButton}
      </Group>
      <UploadsPanel />
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {list.data && trajectories.data && all.length === 0 && (
        <EmptyPage
          picture="lessons"
          text={t(follows ? 'emptyFollows' : school?.role === 'administrator' ? 'emptyAdministrator' : 'empty')}
          action={follows ? <LinkButton to={paths.trajectories}>{t('toTrajectories')}</LinkButton> : uploadButton}
        />
      )}
      {mine.length > 0 && (
        <section aria-labelledby="mine">
          <Title order={2} id="mine" mb="sm">
            {t('mine')}
          </Title>
          <RecordingGrid recordings={mine} />
        </section>
      )}
      {shared.length > 0 && (
        <section aria-labelledby="shared">
          <Title order={2} id="shared" mb="sm">
            {t('shared')}
          </Title>
          <RecordingGrid recordings={shared} />
        </section>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </Stack>
  );
}
