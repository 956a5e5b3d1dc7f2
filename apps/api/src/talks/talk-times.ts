import { Problem } from '@lesblik/shared/problems';
import { instantOf } from '@lesblik/shared/zoned-time';

/**
 * Offered times as instants.
 * @throws Problem time_does_not_exist for an hour that the clock skips there, time_past
 */
export function readTimes({ times, timeZone }: { times: readonly string[]; timeZone: string }, now: number): Date[] {
  return times.map((wall) => {
    const instant = instantOf(wall, timeZone);
    if (instant === undefined) throw new Problem('time_does_not_exist', { time: wall });
    if (instant.getTime() <= now) throw new Problem('time_past', { time: wall });
    return instant;
  });
}
