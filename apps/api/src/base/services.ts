import { type Clock, systemClock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import { connectDatabase, type Database } from '@lesblik/server/database/database';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { createLog, type Log } from '@lesblik/server/log';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Shutdown } from '@lesblik/server/shutdown';
import type { Pool } from 'pg';

/** Everything an API process holds open. */
export interface Services {
  config: Config;
  log: Log;
  clock: Clock;
  db: Database;
  pool: Pool;
  notices: NoticeBus;
  jobs: JobQueue;
  mailer: Mailer;
  shutdown: Shutdown;
}

export async function openServices(config: Config, clock: Clock = systemClock): Promise<Services> {
  const log = createLog('api', config.logLevel);
  const shutdown = new Shutdown(log);
  const { db, pool } = connectDatabase(config.database, log);
  shutdown.add('database', () => db.destroy());
  const notices = new NoticeBus(config.database.url, pool, log);
  await notices.listen();
  shutdown.add('notices', () => notices.close());
  const jobs = new JobQueue({ databaseUrl: config.database.url, redisUrl: config.redisUrl }, log);
  shutdown.add('jobs', () => jobs.close());
  const mailer = createMailer(config.mail);
  shutdown.add('mailer', () => mailer.close());
  return { config, log, clock, db, pool, notices, jobs, mailer, shutdown };
}
