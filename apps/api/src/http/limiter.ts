import { Problem } from '@lesblik/shared/problems';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many in so many seconds, of each key. */
export const limiter = (points: number, seconds: number): RateLimiterMemory =>
  new RateLimiterMemory({ points, duration: seconds });

/** @throws Problem `too_many_requests` with `details.seconds` to wait */
export async function take(from: RateLimiterMemory, key: string): Promise<void> {
  try {
    await from.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new Problem('too_many_requests', { seconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}
