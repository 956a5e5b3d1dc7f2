import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';

/** The mails that are due to one person now. */
export const mailNotifications = defineJob({
  name: 'mail-notifications',
  queue: 'chores',
  payload: z.object({ personId: z.uuid() }),
  result: z.object({}),
  attempts: 3,
  id: ({ personId }) => personId,
});
