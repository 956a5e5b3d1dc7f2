import type { grantRoutes } from '@lesblik/shared/grants';
import { outline } from '../../api/outline.ts';

const ofRecording = '/recordings/:recordingId/grants';
const one = '/grants/:grantId';

/** The routes of sharing, which is done on the review page: it has no room for the contract. */
export const grantOutlines = {
  list: outline<typeof grantRoutes.list>({ method: 'GET', path: ofRecording }),
  give: outline<typeof grantRoutes.give>({ method: 'POST', path: ofRecording }),
  change: outline<typeof grantRoutes.change>({ method: 'PATCH', path: one }),
  trim: outline<typeof grantRoutes.trim>({ method: 'PUT', path: '/recordings/:recordingId/trim' }),
  withdraw: outline<typeof grantRoutes.withdraw>({ method: 'DELETE', path: one }),
};
