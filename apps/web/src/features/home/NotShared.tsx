import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../api/query-client.ts';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { recordingQuery } from '../recordings/recording-query.ts';
import { waitingQuery } from './queries.ts';

/** What waits for the reader is theirs to ask: it writes no refusal into the log that the lesson's owner reads. */
const LOOK_MS = 5000;

/** Sharings that this page tried already: if the lesson stays shut all the same, trying on would not end. */
const tried = new Set<string>();

interface Props {
  recordingId: string;
  /** Opens the page anew. */
  onAgain: () => void;
}

/** A lesson that is not there for its reader. When it is shared with them it opens by itself. */
export function NotShared({ recordingId, onAgain }: Props) {
  const { t } = useTranslation(['home', 'common']);
  const waiting = useQuery({ ...waitingQuery, refetchInterval: LOOK_MS }).data;
  const shared = waiting?.find((item) => item.kind === 'lesson_to_review' && item.recordingId === recordingId);
  const sharing = shared && `${recordingId} ${shared.at}`;
  const again = useCallback(() => {
    queryClient.removeQueries({ queryKey: recordingQuery(recordingId).queryKey });
    onAgain();
  }, [recordingId, onAgain]);
  useEffect(() => {
    if (sharing === undefined || tried.has(sharing)) return;
    tried.add(sharing);
    again();
  }, [sharing, again]);
  return (
    <EmptyPage
      picture="lock"
      title={t('notShared.title')}
      text={t('notShared.text')}
      action={
        <Group justify="center">
          <Button onClick={again}>{t('common:retry')}</Button>
          <LinkButton to={paths.home} variant="default">
            {t('common:notFound.home')}
          </LinkButton>
        </Group>
      }
    />
  );
}
