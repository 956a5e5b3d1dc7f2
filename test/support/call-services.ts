import { TakesService } from '../../apps/api/src/takes/takes.service.ts';
import type { CallServices } from './made-call.ts';
import type { World } from './world.ts';

export const callServices = ({ app, services: { db, storage } }: World): CallServices => ({
  takes: app.get(TakesService, { strict: false }),
  db,
  storage,
});
