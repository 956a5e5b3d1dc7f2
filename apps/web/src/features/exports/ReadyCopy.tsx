import { Button, Group, Text } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import type { DataExport } from '@lesblik/shared/exports';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { bytes, instantText } from '../../ui/format.ts';
import { Downloads } from './Downloads.tsx';

interface Props {
  copy: DataExport;
  busy: boolean;
  onRemove: () => void;
  onAsk: () => void;
}

/** One that can be downloaded: until when, by whom it was, and what makes it go. */
export function ReadyCopy({ copy, busy, onRemove, onAsk }: Props) {
  const { t, i18n } = useTranslation('exports');
  const { id: exportId, bytes: size, readyAt, expiresAt } = copy;
  return (
    <>
      <Text>
        {t('size', { size: bytes(size ?? 0, i18n.language), when: instantText(readyAt ?? '', i18n.language) })}{' '}
        {t('until', { when: instantText(expiresAt ?? '', i18n.language) })}
      </Text>
      <Group>
        <Button
          component="a"
          href={addressOf('/exports/:exportId/archive', { exportId })}
          download
          leftSection={<IconDownload size={18} />}
        >
          {t('download')}
        </Button>
        <Button variant="default" disabled={busy} leftSection={<IconTrash size={18} />} onClick={onRemove}>
          {t('removeNow')}
        </Button>
      </Group>
      <Downloads of={copy} />
      <Text>{t('care')}</Text>
      <Text>{t('falls')}</Text>
      <Group>
        <Button variant="default" disabled={busy} onClick={onAsk}>
          {t('makeNew')}
        </Button>
        <Text c="dimmed" size="sm">
          {t('replaces')}
        </Text>
      </Group>
    </>
  );
}
