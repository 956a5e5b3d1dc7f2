import type { homeRoutes } from '@lesblik/shared/home';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const readWaiting = outline<typeof homeRoutes.waiting>({ method: 'GET', path: '/home/waiting' });

export const waitingQuery = queryOptions({
  queryKey: ['waiting'],
  queryFn: async ({ signal }) => (await call(readWaiting, {}, { signal })).items,
});
