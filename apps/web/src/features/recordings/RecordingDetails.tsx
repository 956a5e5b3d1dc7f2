import { Button, Group, Stack } from '@mantine/core';
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Recording } from '@lesblik/shared/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { LessonConsentSection } from '../class-lists/LessonConsentSection.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { DescriptionForm } from './DescriptionForm.tsx';
import { DescriptionList } from './DescriptionList.tsx';

/** What a lesson is and what its owner can do with it: edit, download the original, delete. */
export function RecordingDetails({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const may = new Set(recording.may);
  if (editing) return <DescriptionForm recording={recording} onDone={() => setEditing(false)} />;
  return (
    <Stack>
      <DescriptionList recording={recording} />
      {may.has('grant') && <LessonConsentSection recording={recording} />}
      <Group>
        {may.has('describe') && (
          <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setEditing(true)}>
            {t('details.edit')}
          </Button>
        )}
        {may.has('download') && recording.sha256 !== null && (
          <Button
            variant="default"
            component="a"
            href={addressOf('/recordings/:recordingId/original', { recordingId: recording.id })}
            download
            leftSection={<IconDownload size={18} />}
          >
            {t('details.download')}
          </Button>
        )}
        {may.has('delete') && (
          <Button variant="default" leftSection={<IconTrash size={18} />} onClick={() => setDeleting(true)}>
            {t('details.delete')}
          </Button>
        )}
      </Group>
      <DeleteDialog recording={recording} opened={deleting} onClose={() => setDeleting(false)} />
    </Stack>
  );
}
