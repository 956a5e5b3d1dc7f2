import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import classes from './Frame.module.css';

/** The page around everything that is not yet, or no longer, the call itself. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('rooms');
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Link href={paths.home} className={classes.back} aria-label={t('gone.home')} title={t('gone.home')}>
          <IconArrowLeft size={22} aria-hidden="true" />
        </Link>
        <span>{t('call')}</span>
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
