import type { auditLogRoutes } from '@lesblik/shared/audit-log';
import { outline } from '../../api/outline.ts';

type Routes = typeof auditLogRoutes;

export const logOutlines = {
  list: outline<Routes['list']>({ method: 'GET', path: '/recordings/:recordingId/log' }),
  people: outline<Routes['people']>({ method: 'GET', path: '/recordings/:recordingId/log/people' }),
  table: outline<Routes['table']>({ method: 'GET', path: '/recordings/:recordingId/log.csv' }),
  mine: outline<Routes['mine']>({ method: 'GET', path: '/log' }),
  minePeople: outline<Routes['minePeople']>({ method: 'GET', path: '/log/people' }),
  mineTable: outline<Routes['mineTable']>({ method: 'GET', path: '/log.csv' }),
};
