import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../../app/paths.ts';
import { isUnfinished, overallProgress } from './upload-item.ts';
import classes from './UploadsPanel.module.css';
import { useUploads } from './use-uploads.ts';

/** On every page while films are on their way. */
export function UploadTray() {
  const { t } = useTranslation('recordings');
  const uploads = useUploads().filter(isUnfinished);
  if (uploads.length === 0) return null;
  const percent = Math.floor(overallProgress(uploads) * 100);
  return (
    <Link href={paths.recordings} className={classes.tray}>
      <IconUpload size={18} aria-hidden="true" />
      <span className={classes.trayWords}>{t('uploads.tray', { count: uploads.length, percent })}</span>
      <span className={classes.trayShort} aria-hidden="true">
        {percent}%
      </span>
    </Link>
  );
}
