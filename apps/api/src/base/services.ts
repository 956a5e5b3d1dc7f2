import { type Clock, systemClock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import { connectDatabase, type Database } from '@lesblik/server/database/database';
import { openJournal, openSigningKeys } from '@lesblik/server/deletion/open-deletion';
import { replayJournal } from '@lesblik/server/deletion/orders';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import type { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog, type Log } from '@lesblik/server/log';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { endAccessOfOlder } from '@lesblik/server/restored/older-database';
import { Shutdown } from '@lesblik/server/shutdown';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { EncryptedUploads } from '@lesblik/server/storage/uploads';
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
  work: MediaWork;
  keys: KeyStore;
  storage: EncryptedStorage;
  uploads: EncryptedUploads;
  archives: ArchiveStorage;
  signing: SigningKeys;
  exports: ExportWork;
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
  const keys = await KeyStore.open(config.keys);
  await endAccessOfOlder(db, config, keys, log);
  const forgotten = await replayJournal(db, openJournal(config.keys.dir));
  if (forgotten > 0)
    log.warn({ forgotten }, 'recordings that the database did not know to be deleted are deleted again');
  const back = await replayErasures(db, openErasures(config.keys.dir));
  if (back > 0) log.warn({ back }, 'people whom the database did not know to be erased are erased again');
  const signing = openSigningKeys(config.keys.dir);
  const store = createObjectStore(config.storage);
  const storage = new EncryptedStorage(store, keys);
  shutdown.add('storage', async () => storage.close());
  const uploads = new EncryptedUploads(store, keys);
  const archives = new ArchiveStorage(store, keys);
  const work = new MediaWork(db, jobs, notices);
  const exports = new ExportWork(db, jobs, notices, clock);
  const mailer = createMailer(config.mail);
  shutdown.add('mailer', () => mailer.close());
  return {
    ...{ config, log, clock, db, pool, notices, jobs, work, exports },
    ...{ keys, storage, uploads, archives, signing, mailer, shutdown },
  };
}
