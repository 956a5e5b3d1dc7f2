import { Button, Group, Stack } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { loadMore } from '../../ui/next-pages.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { sayProblem } from '../../ui/toasts.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { countQuery } from './count-query.ts';
import { markAllRead, notificationsQuery } from './list-queries.ts';
import { NotificationList } from './NotificationList.tsx';
import classes from './NotificationsPage.module.css';

/** What one was told of: everything on this page can be seen by its reader now. */
export function NotificationsPage() {
  const { t } = useTranslation(['notifications', 'common']);
  const list = useInfiniteQuery(notificationsQuery);
  const { data, error, hasNextPage, isFetchingNextPage } = list;
  const unread = useQuery(countQuery).data ?? 0;
  const [busy, setBusy] = useState(false);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const latest = items[0]?.at;
  const readAll = async (): Promise<void> => {
    if (latest === undefined) return;
    setBusy(true);
    await markAllRead(latest).catch(sayProblem);
    setBusy(false);
  };
  const toSettings = (
    <LinkButton
      to={paths.notificationSettings}
      variant="default"
      leftSection={<IconSettings size={18} aria-hidden="true" />}
    >
      {t('toSettings')}
    </LinkButton>
  );
  return (
    <Stack gap="lg" className={classes.page}>
      <PageTitle title={t('title')} />
      <ProblemAlert error={error} />
      {!data && !error && <Waiting />}
      {data && items.length === 0 && <EmptyPage picture="people" text={t('empty')} action={toSettings} />}
      {items.length > 0 && (
        <>
          <Group justify="space-between">
            <Button onClick={() => void readAll()} loading={busy} disabled={unread === 0}>
              {t('readAll')}
            </Button>
            {toSettings}
          </Group>
          <p className="visually-hidden" role="status">
            {t('unread', { count: unread })}
          </p>
          <NotificationList items={items} />
        </>
      )}
      {hasNextPage && (
        <Group>
          <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void loadMore(list)}>
            {t('common:more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
