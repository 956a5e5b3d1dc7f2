import { Anchor, Button, Group, Stack, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { Recording } from '@lesblik/shared/recordings';
import { isLesson } from '@lesblik/shared/recording-work';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { loadMore } from '../../ui/next-pages.ts';
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
import { hasArrived, type UploadItem } from './upload/upload-item.ts';
import { UploadsPanel } from './upload/UploadsPanel.tsx';
import { useUploads } from './upload/use-uploads.ts';

const ofItem = (recordings: readonly Recording[], { recordingId }: UploadItem): Recording | undefined =>
  recordings.find(({ id }) => id === recordingId);

export function RecordingsPage() {
  const { t } = useTranslation(['recordings', 'common', 'deletions']);
  const me = useMe();
  const school = useSchool();
  const list = useInfiniteQuery(recordingsQuery({ organisationId: school?.organisationId }));
  const trajectories = useQuery(trajectoriesOf(school?.organisationId));
  const follows = onlyFollows(trajectories.data ?? []);
  const all = flat(list.data);
  const own = all.filter(({ owner }) => owner.id === me.id);
  const uploads = useUploads().filter((item) => !hasArrived(item, ofItem(own, item)));
  // What the rows above tell of is not told of once more.
  const elsewhere = own.filter(({ id }) => uploads.every(({ recordingId }) => recordingId !== id));
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
        <Group gap="xs">
          {(own.length > 0 || !follows) && (
            <LinkButton to={paths.log} variant="default">
              {t('log')}
            </LinkButton>
          )}
          {school !== undefined && school.role !== 'guest' && !follows && (
            <LinkButton to={paths.classLists} variant="default">
              {t('classLists')}
            </LinkButton>
          )}
          {all.length > 0 && uploadButton}
        </Group>
      </Group>
      <UploadsPanel uploads={uploads} recordings={own} />
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {list.data && trajectories.data && all.length === 0 && (
        <EmptyPage
          picture="lessons"
          text={t(follows ? 'emptyFollows' : school?.role === 'administrator' ? 'emptyAdministrator' : 'empty')}
          action={follows ? <LinkButton to={paths.trajectories}>{t('toTrajectories')}</LinkButton> : uploadButton}
        />
      )}
      <Lessons title={t('mine')} recordings={elsewhere.filter(({ state }) => isLesson(state))} />
      <Lessons title={t('noLesson')} recordings={elsewhere.filter(({ state }) => !isLesson(state))} />
      <Lessons title={t('shared')} recordings={shared} />
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void loadMore(list)}>
          {t('common:more')}
        </Button>
      )}
      {!follows && (
        <Anchor component={Link} href={paths.deletions}>
          {t('deletions:toThem')}
        </Anchor>
      )}
    </Stack>
  );
}

function Lessons({ title, recordings }: { title: string; recordings: readonly Recording[] }) {
  const id = useId();
  if (recordings.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="sm">
        {title}
      </Title>
      <RecordingGrid recordings={recordings} />
    </section>
  );
}
