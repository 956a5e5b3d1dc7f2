import type { recordingRoutes } from '@lesblik/shared/recordings';
import { outline } from '../../api/outline.ts';

const one = '/recordings/:recordingId';

/** What the review page does with a recording: it has no room for the contract. */
export const recordingOutlines = {
  get: outline<typeof recordingRoutes.get>({ method: 'GET', path: one }),
  update: outline<typeof recordingRoutes.update>({ method: 'PATCH', path: one }),
  remove: outline<typeof recordingRoutes.remove>({ method: 'DELETE', path: one }),
  retry: outline<typeof recordingRoutes.retry>({ method: 'POST', path: `${one}/retry` }),
  cancel: outline<typeof recordingRoutes.cancel>({ method: 'POST', path: `${one}/cancel` }),
  digest: outline<typeof recordingRoutes.digest>({ method: 'PUT', path: `${one}/digest` }),
};
