import { useTranslation } from 'react-i18next';
import { useOnline } from '../../api/offline.ts';
import { ReloadButton } from '../../ui/ReloadButton.tsx';
import classes from './ReviewRoom.module.css';
import { useLiveState } from './use-live.ts';

/** The line to the server in words, only when something is the matter with it. */
export function LineBanner() {
  const { t } = useTranslation('review');
  const { line } = useLiveState();
  const online = useOnline();
  const lost = !online || line === 'lost';
  if (!lost && line !== 'outdated') return <div role="status" />;
  return (
    <div className={classes.banner} role="status">
      {t(line === 'outdated' ? 'line.outdated' : 'line.lost')}
      {line === 'outdated' && <ReloadButton>{t('line.reload')}</ReloadButton>}
    </div>
  );
}
