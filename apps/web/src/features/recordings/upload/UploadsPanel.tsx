import { Text } from '@mantine/core';
import type { Recording } from '@lesblik/shared/recordings';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../ui/Section.tsx';
import { isUnfinished, type UploadItem } from './upload-item.ts';
import { UploadRow } from './UploadRow.tsx';
import classes from './UploadsPanel.module.css';

interface Props {
  uploads: readonly UploadItem[];
  /** As the server has them: a film that came in whole can still be refused. */
  recordings: readonly Recording[];
}

/** The films of this device that are on their way, each with what can be done about it. */
export function UploadsPanel({ uploads, recordings }: Props) {
  const { t } = useTranslation('recordings');
  if (uploads.length === 0) return null;
  return (
    <Section title={t('uploads.title')}>
      {uploads.some(isUnfinished) && <Text c="dimmed">{t('uploads.mayLeave')}</Text>}
      <ul className={classes.list}>
        {uploads.map((item) => (
          <UploadRow
            key={item.recordingId}
            item={item}
            recording={recordings.find(({ id }) => id === item.recordingId)}
          />
        ))}
      </ul>
    </Section>
  );
}
