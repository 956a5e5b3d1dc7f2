import { IconHome, IconMovie, IconRoute, IconUsers } from '@tabler/icons-react';
import { useIsFetching } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { useOnline } from '../api/offline.ts';
import { useMe } from '../features/identity/me.ts';
import { useSchool } from '../features/identity/school.ts';
import { LazyBell } from '../features/notifications/lazy-bell.ts';
import { SkipLink } from '../ui/SkipLink.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './AppShell.module.css';
import { Logo } from './Logo.tsx';
import { menuItemOf } from './menu.ts';
import { paths } from './paths.ts';
import { SchoolMenu } from './SchoolMenu.tsx';

const UploadTray = lazy(async () => ({
  default: (await import('../features/recordings/upload/UploadTray.tsx')).UploadTray,
}));

const links = [
  { to: paths.home, word: 'home', icon: IconHome },
  { to: paths.trajectories, word: 'trajectories', icon: IconRoute },
  { to: paths.recordings, word: 'lessons', icon: IconMovie },
  { to: paths.people, word: 'people', icon: IconUsers },
] as const;

/** Skip link, header, menu (a bar at the bottom on a phone) and the page. */
export function AppShell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [path] = useLocation();
  const here = menuItemOf(path, useSearch());
  const me = useMe();
  const online = useOnline();
  // Parts of a page are asked for apart; what is not there yet is not empty.
  const awaited = useIsFetching({ predicate: ({ state }) => state.data === undefined });
  const administrates = useSchool()?.role === 'administrator';
  const shown = links.filter(({ to }) => to !== paths.people || administrates);
  return (
    <div className={classes.shell}>
      <SkipLink to="#content">{t('skipToContent')}</SkipLink>
      <header className={classes.header}>
        <div className={classes.inner}>
          <Link href={paths.home} className={classes.home}>
            <Logo />
          </Link>
          <nav className={classes.menu} aria-label={t('nav.label')}>
            {shown.map(({ to, word, icon: Icon }) => (
              // The page itself, or one under it.
              <Link
                key={to}
                href={to}
                className={classes.link}
                aria-current={to === path ? 'page' : word === here || undefined}
              >
                <Icon size={20} aria-hidden="true" />
                <span>{t(`nav.${word}`)}</span>
              </Link>
            ))}
          </nav>
          <Suspense>
            <UploadTray />
          </Suspense>
          <SchoolMenu />
          <Suspense fallback={<span className={classes.bellPlace} />}>
            <LazyBell />
          </Suspense>
          <AccountMenu me={me} />
        </div>
      </header>
      {!online && (
        <p className={classes.offline} role="status">
          {t('offline')}
        </p>
      )}
      <main id="content" className={classes.main} tabIndex={-1} aria-busy={awaited > 0}>
        {children}
      </main>
    </div>
  );
}
