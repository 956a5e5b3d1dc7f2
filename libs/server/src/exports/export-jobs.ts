import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';

const one = z.object({ exportId: z.uuid() });

/** Writes the archive, from its beginning: what an earlier try left is removed. */
export const makeExport = defineJob({
  name: 'make-export',
  // Reads and writes whole films: among the chores it would keep others' films from their sound.
  queue: 'media',
  payload: one,
  result: z.object({}),
  attempts: 5,
  deaths: 10,
  id: ({ exportId }) => exportId,
});

/** The key first, then every piece. Tried until it is done. */
export const eraseExport = defineJob({
  name: 'erase-export',
  queue: 'chores',
  payload: one,
  result: z.object({}),
  attempts: 1000,
  id: ({ exportId }) => exportId,
});

/** After the first pieces of everybody's films, before the last ones. */
export const EXPORT_PRIORITY = 40;
