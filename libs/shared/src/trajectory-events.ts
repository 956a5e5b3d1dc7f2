import { z } from 'zod';
import { Id } from './common.ts';

const ofTrajectory = z.object({ trajectoryId: Id });

/** What a trajectory's page asks over the socket. */
export const trajectoryRequests = {
  /** To be told when it changes. */
  'trajectory:follow': { payload: ofTrajectory, answer: z.object({}) },
  'trajectory:leave': { payload: ofTrajectory, answer: z.object({}) },
} as const;

export const trajectoryNotices = {
  /** Something that the receiver may see is another: read it again. */
  'trajectory:changed': ofTrajectory,
  /** The receiver has no part in it any more. */
  'trajectory:ended': ofTrajectory,
} as const;
