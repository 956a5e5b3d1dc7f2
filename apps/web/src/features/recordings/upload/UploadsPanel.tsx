import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../ui/Section.tsx';
import { isUnfinished } from './upload-item.ts';
import { UploadRow } from './UploadRow.tsx';
import classes from './UploadsPanel.module.css';
import { useUploads } from './use-uploads.ts';

/** The films of this device that are on their way, each with what can be done about it. */
export function UploadsPanel() {
  const { t } = useTranslation('recordings');
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  return (
    <Section title={t('uploads.title')}>
      {uploads.some(isUnfinished) && <Text c="dimmed">{t('uploads.mayLeave')}</Text>}
      <ul className={classes.list}>
        {uploads.map((item) => (
          <UploadRow key={item.recordingId} item={item} />
        ))}
      </ul>
    </Section>
  );
}
