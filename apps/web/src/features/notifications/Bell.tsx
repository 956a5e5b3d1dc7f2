import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { paths } from '../../app/paths.ts';
import classes from './Bell.module.css';
import { useLiveCount } from './use-live-count.ts';

/** As many as are said one by one. */
const MOST = 99;

/** On every page: the way to what one was told, and how much of it is unread. */
export function Bell() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const unread = useLiveCount();
  const shown = unread > MOST ? `${MOST}+` : String(unread);
  return (
    <Link
      href={paths.notifications}
      className={classes.bell}
      aria-label={unread > 0 ? t('nav.unread', { count: unread, shown }) : t('nav.notifications')}
      title={t('nav.notifications')}
      aria-current={path === paths.notifications ? 'page' : undefined}
    >
      <IconBell size={22} aria-hidden="true" />
      {unread > 0 && <span className={classes.count}>{shown}</span>}
    </Link>
  );
}
