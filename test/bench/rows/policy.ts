import { join } from 'node:path';
import type * as Access from '../../../apps/api/src/recordings/recording-access.service.ts';
import type * as AccessSql from '../../../apps/api/src/recordings/recording-access.repository.ts';
import type * as Logging from '../../../apps/api/src/audit-log/audit-log.service.ts';
import { systemClock } from '@lesblik/server/clock';
import { connectDatabase } from '@lesblik/server/database/database';
import { migrate } from '@lesblik/server/database/migrator';
import { createLog } from '@lesblik/server/log';
import { startPostgres } from '../../support/postgres.ts';
import { fillSchool, type SchoolOfMany } from '../support/school-of-many.ts';
import { type Figure, percentile, type Row } from '../support/row.ts';
import { seeded } from '../support/seeded.ts';

const CHECKS = 4_000;
const WARM_UP = 1_000;
const LINES = 8;

/** One question: somebody, a recording, and whether the policy lets them watch it. */
type Ask = () => Promise<void>;

async function times(asks: readonly Ask[]): Promise<number[]> {
  const took: number[] = [];
  for (const ask of asks) {
    const since = performance.now();
    await ask();
    took.push(performance.now() - since);
  }
  return took;
}

/** The API's own policy, as built: its classes bear decorators, which Node does not read. */
async function policy(url: string) {
  const built = join(import.meta.dirname, '../../../apps/api/dist');
  const { RecordingAccessService } = (await import(
    join(built, 'recordings/recording-access.service.js')
  )) as typeof Access;
  const { RecordingAccessRepository } = (await import(
    join(built, 'recordings/recording-access.repository.js')
  )) as typeof AccessSql;
  const { AuditLogService } = (await import(join(built, 'audit-log/audit-log.service.js'))) as typeof Logging;
  const { db } = connectDatabase({ url, pool: 10 }, createLog('tool', 'silent'));
  const log = new AuditLogService(db, systemClock);
  const access = new RecordingAccessService(new RecordingAccessRepository(db), log, systemClock);
  return { db, access };
}

function asksOf(access: Access.RecordingAccessService, school: SchoolOfMany, count: number) {
  const random = seeded(7);
  const any = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const allowed = (): Ask => {
    const { recordingId, ownerId, granteeId, partGranteeId } = any(school.recordings);
    const personId = any([ownerId, granteeId, partGranteeId]);
    return async () => void (await access.assertMay(personId, 'watch', recordingId));
  };
  const refused = (): Ask => {
    const { recordingId, strangerId } = any(school.recordings);
    return () =>
      access.assertMay(any([strangerId, school.administratorId]), 'watch', recordingId).then(
        () => Promise.reject(new Error('somebody was let in who may not')),
        () => undefined,
      );
  };
  return {
    allowed: Array.from({ length: count }, allowed),
    refused: Array.from({ length: count }, refused),
  };
}

export const policyCheck: Row = {
  name: 'policy',
  async run(): Promise<Figure[]> {
    const { url, stop } = await startPostgres();
    try {
      await migrate(url);
      const school = await fillSchool(url);
      const { db, access } = await policy(url);
      try {
        await times(asksOf(access, school, WARM_UP).allowed);
        const { allowed, refused } = asksOf(access, school, CHECKS);
        const alone = await times(allowed);
        const share = Math.ceil(CHECKS / LINES);
        const lines = Array.from({ length: LINES }, (_, n) => times(allowed.slice(n * share, (n + 1) * share)));
        const together = (await Promise.all(lines)).flat();
        const logged = await times(refused.slice(0, CHECKS / 4));
        const p95 = percentile(alone, 0.95);
        const ms = (value: number) => value.toFixed(2);
        const [p95Together, p95Refused] = [percentile(together, 0.95), percentile(logged, 0.95)];
        return [
          {
            what: 'policy check, each asked of the database, in a school of 1,000 people and 10,000 recordings',
            against: '–',
            measured: `p95 ${ms(p95)} ms (${LINES} at once: ${ms(p95Together)} ms each; a refusal with its line in the log: ${ms(p95Refused)} ms)`,
            reach: 'p95 ≤ 1 ms',
            reached: p95 <= 1,
            numbers: { p50: percentile(alone, 0.5), p95, p95Together, p95Refused, count: CHECKS },
          },
        ];
      } finally {
        await db.destroy();
      }
    } finally {
      await stop();
    }
  },
};
