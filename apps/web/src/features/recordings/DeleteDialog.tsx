import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { Recording } from '@lesblik/shared/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { paths } from '../../app/paths.ts';
import { CallsWithLesson } from '../class-lists/CallsWithLesson.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Toggle } from '../../ui/form/Toggle.tsx';
import { say } from '../../ui/toasts.ts';
import { recordingOutlines } from './routes.ts';
import { uploadEngine } from './upload/upload-engine.ts';

interface Props {
  recording: Recording;
  opened: boolean;
  onClose: () => void;
}

/** The one place that asks: a deleted lesson cannot come back. */
export function DeleteDialog({ recording, opened, onClose }: Props) {
  const { t } = useTranslation(['recordings', 'common']);
  const [, go] = useLocation();
  const [stay, setStay] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function remove(): Promise<void> {
    setBusy(true);
    try {
      await call(recordingOutlines.remove, {
        params: { recordingId: recording.id },
        query: { comments: stay ? 'stay' : 'go' },
      });
      await uploadEngine.drop(recording.id);
      go(paths.recordings, { replace: true });
      queryClient.removeQueries({ queryKey: ['recording', recording.id] });
      await queryClient.invalidateQueries({ queryKey: ['recordings'] });
      await queryClient.invalidateQueries({ queryKey: ['deletions'] });
      say(t('details.deleted'));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('details.deleteTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text fw={600}>{recording.title}</Text>
        <Text>{t('details.deleteText')}</Text>
        {opened && recording.origin === 'upload' && <CallsWithLesson recordingId={recording.id} />}
        {/* Always: how many comments there are may have changed since the page was read. */}
        <Toggle label={t('details.deleteStay')} checked={stay} onChange={setStay} />
        <Text>{t('details.deleteProof')}</Text>
        <ProblemAlert error={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void remove()}>
            {t('details.deleteDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
