import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Recording } from '@lesblik/shared/recordings';
import { isInWork } from '@lesblik/shared/recording-work';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { isComposed } from './is-moving.ts';
import { RecordingStatus } from './RecordingStatus.tsx';
import { recordingOutlines } from './routes.ts';
import { UploadRow } from './upload/UploadRow.tsx';
import classes from './upload/UploadsPanel.module.css';
import { useUpload } from './upload/use-uploads.ts';
import { useFollow } from './use-follow.ts';

/** Where a recording stands before it is ready, and what can be done: upload, progress, the reason of a failure, retry, another film, delete, stop. */
export function RecordingPreparing({ recording }: { recording: Recording }) {
  const { t } = useTranslation(['recordings', 'problems']);
  const queries = useQueryClient();
  const upload = useUpload(recording.id);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  useFollow([recording]);
  const { state, may } = recording;
  const owner = may.includes('process');

  async function act(
    route: typeof recordingOutlines.retry | typeof recordingOutlines.cancel,
    done?: string,
  ): Promise<void> {
    setBusy(true);
    try {
      const changed = await call(route, { params: { recordingId: recording.id } });
      queries.setQueryData(['recording', recording.id], changed);
      await queries.invalidateQueries({ queryKey: ['recordings'] });
      if (done) say(done);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  }

  if (state === 'failed' || state === 'cancelled') {
    return (
      <Stack role="status">
        <Title order={2}>{t(state === 'failed' ? 'failedTitle' : 'cancelledTitle')}</Title>
        <Text>{state === 'failed' ? sentenceOfCode(recording.problem) : t('cancelledText')}</Text>
        <Group>
          {owner && state === 'failed' && (
            <Button component={Link} href={paths.upload(recording.trajectoryId ?? undefined)}>
              {t('uploadAnother')}
            </Button>
          )}
          {owner && (
            <Button
              variant={state === 'failed' ? 'default' : 'filled'}
              loading={busy}
              onClick={() => void act(recordingOutlines.retry)}
            >
              {t('retry')}
            </Button>
          )}
          {may.includes('delete') && (
            <Button variant="default" onClick={() => setDeleting(true)}>
              {t('details.delete')}
            </Button>
          )}
        </Group>
        <DeleteDialog recording={recording} opened={deleting} onClose={() => setDeleting(false)} />
      </Stack>
    );
  }
  if (state === 'ready')
    return (
      <Stack role="status">
        <Title order={2}>{t('partTitle')}</Title>
        <Text>{t('partText')}</Text>
      </Stack>
    );
  const receiving = state === 'created' || state === 'uploading';
  return (
    <Stack>
      {receiving && upload ? (
        <ul className={classes.list}>
          <UploadRow item={upload} />
        </ul>
      ) : (
        <RecordingStatus recording={recording} />
      )}
      {receiving && !upload && (
        <Text c="dimmed">{t(isComposed(recording) ? 'waitingForWorker' : 'uploadElsewhere')}</Text>
      )}
      {isInWork(state) && <Text c="dimmed">{t('waitingForWorker')}</Text>}
      {isInWork(state) && owner && (
        <Group>
          <Button variant="default" loading={busy} onClick={() => void act(recordingOutlines.cancel, t('stopped'))}>
            {t('stop')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
