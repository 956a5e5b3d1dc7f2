import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';

/** How long before a talk somebody is reminded of it. */
export const Before = z.enum(['day', 'hour']);
export type Before = z.infer<typeof Before>;

/** One mail to one person about one time; another time of the same talk is another reminder. */
export const remindOfTalk = defineJob({
  name: 'remind-of-talk',
  queue: 'chores',
  payload: z.object({ talkId: z.uuid(), personId: z.uuid(), startsAt: z.iso.datetime(), before: Before }),
  result: z.object({}),
  attempts: 3,
  id: ({ talkId, personId, startsAt, before }) => `${talkId}.${personId}.${Date.parse(startsAt)}.${before}`,
});

/** One mail to one person of all that happened to their talks since the last: times to pick from, cancellations. */
export const tellOfTalks = defineJob({
  name: 'tell-of-talks',
  queue: 'chores',
  payload: z.object({ personId: z.uuid() }),
  result: z.object({}),
  attempts: 3,
  id: ({ personId }) => personId,
});
