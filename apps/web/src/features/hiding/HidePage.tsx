import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { recordingQuery } from '../recordings/recording-query.ts';
import { HideEditor } from './HideEditor.tsx';
import { hidingQuery } from './queries.ts';

const LOOK_AGAIN_MS = 5000;

/** What its owner hides of a lesson, for whoever is shown that. */
export function HidePage() {
  const { t } = useTranslation('hiding');
  const { recordingId } = useParams<{ recordingId: string }>();
  const recording = useQuery({
    ...recordingQuery(recordingId),
    refetchInterval: ({ state }) => (state.data?.state === 'ready' ? false : LOOK_AGAIN_MS),
  });
  const hiding = useQuery(hidingQuery(recordingId));
  const error = recording.error ?? hiding.error;
  if (error) return <ProblemAlert error={error} />;
  if (!recording.data || !hiding.data) return <Waiting />;
  return (
    <Page width="wide">
      <BackLink to={paths.recording(recordingId)} title={recording.data.title} />
      <PageTitle title={t('title')} />
      <Text maw="70ch">{t('intro')}</Text>
      <HideEditor key={recordingId} recording={recording.data} hiding={hiding.data} />
    </Page>
  );
}
