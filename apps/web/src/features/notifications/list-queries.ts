import { type Notification, notificationRoutes } from '@lesblik/shared/notifications';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { NOTIFICATIONS } from './count-query.ts';

export const notificationsQuery = infiniteQueryOptions({
  queryKey: [NOTIFICATIONS, 'list'],
  queryFn: ({ pageParam, signal }) =>
    call(notificationRoutes.list, { query: { limit: 50, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const settingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => call(notificationRoutes.settings, {}, { signal }),
});

const readAgain = () => queryClient.invalidateQueries({ queryKey: [NOTIFICATIONS] });

/** Goes on while its page goes away. */
export async function markRead({ ids }: Notification): Promise<void> {
  await call(notificationRoutes.read, { body: { ids } }, { keepalive: true });
  await readAgain();
}

/** Not what came after `until`, the latest that was shown. */
export async function markAllRead(until: string): Promise<void> {
  await call(notificationRoutes.readAll, { body: { until } });
  await readAgain();
}
