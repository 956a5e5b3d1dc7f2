import type { z } from 'zod';

/** `media`: long work, one slot a core. `view`: what somebody waits for. `chores`: short work behind the scenes. */
export const queueNames = ['media', 'view', 'chores'] as const;
export type QueueName = (typeof queueNames)[number];

export interface JobDefinition<Payload extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  name: string;
  queue: QueueName;
  payload: Payload;
  result: Result;
  /** How often a handler may fail; a worker that dies, and `TryLater`, do not count. */
  attempts: number;
  /** How often in a row workers may die of it without getting further; by default as often as it takes. */
  deaths?: number;
  /** One job per id is in the queue at a time. No colon in it. */
  id: (payload: z.output<Payload>) => string;
}

export type PayloadOf<Job extends JobDefinition> = z.output<Job['payload']>;
export type ResultOf<Job extends JobDefinition> = z.output<Job['result']>;

export const defineJob = <P extends z.ZodType, R extends z.ZodType>(
  definition: JobDefinition<P, R>,
): JobDefinition<P, R> => definition;

export const jobId = <Job extends JobDefinition>(job: Job, payload: PayloadOf<Job>): string => {
  const id = `${job.name}.${job.id(payload)}`;
  if (id.includes(':')) throw new TypeError(`The id of a job may hold no colon: ${id}`);
  return id;
};
