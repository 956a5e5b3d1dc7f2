import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Held.module.css';

/** It stands still and goes on by itself: why, what is safe, what one can do. A warning, not a failure. */
export function Held({ problem }: { problem: string }) {
  const { t } = useTranslation('recordings');
  return (
    <p className={classes.held} role="status">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <span>{t(problem === 'storage_full' ? 'held.storage_full' : 'held.other')}</span>
    </p>
  );
}
