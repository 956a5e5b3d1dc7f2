import type { notificationRoutes } from '@lesblik/shared/notifications';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const count = outline<typeof notificationRoutes.count>({ method: 'GET', path: '/notifications/count' });

/** All that is read anew when somebody is told something begins with this key. */
export const NOTIFICATIONS = 'notifications';

export const countQuery = queryOptions({
  queryKey: [NOTIFICATIONS, 'count'],
  queryFn: async ({ signal }) => (await call(count, {}, { signal })).unread,
});
