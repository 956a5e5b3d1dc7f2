import { type Clock, systemClock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import { connectDatabase, type Database } from '@lesblik/server/database/database';
import type { DeletionJournal } from '@lesblik/server/deletion/journal';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import { openJournal, openSigningKeys } from '@lesblik/server/deletion/open-deletion';
import { replayJournal } from '@lesblik/server/deletion/orders';
import type { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { queueConnection } from '@lesblik/server/jobs/backend';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog, type Log } from '@lesblik/server/log';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { endAccessOfOlder } from '@lesblik/server/restored/older-database';
import { Shutdown } from '@lesblik/server/shutdown';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../ffmpeg/open.ts';
import { Lane } from './lane.ts';
import { Scratch } from './scratch.ts';

/** Everything a media worker holds open. */
export interface Services {
  config: Config;
  log: Log;
  clock: Clock;
  db: Database;
  notices: NoticeBus;
  queue: JobQueue;
  storage: EncryptedStorage;
  archives: ArchiveStorage;
  journal: DeletionJournal;
  signing: SigningKeys;
  ffmpeg: Ffmpeg;
  scratch: Scratch;
  lane: Lane;
  mailer: Mailer;
  shutdown: Shutdown;
}

export async function openServices(config: Config, clock: Clock = systemClock): Promise<Services> {
  const log = createLog('worker', config.logLevel);
  const shutdown = new Shutdown(log);
  const ffmpeg = await openFfmpeg();
  const { db, pool } = connectDatabase(config.database, log);
  shutdown.add('database', () => db.destroy());
  const notices = new NoticeBus(config.database.url, pool, log);
  await notices.listen();
  shutdown.add('notices', () => notices.close());
  const keys = await KeyStore.open(config.keys);
  await endAccessOfOlder(db, config, keys, log);
  const journal = openJournal(config.keys.dir);
  const forgotten = await replayJournal(db, journal);
  if (forgotten > 0)
    log.warn({ forgotten }, 'recordings that the database did not know to be deleted are deleted again');
  const back = await replayErasures(db, openErasures(config.keys.dir));
  if (back > 0) log.warn({ back }, 'people whom the database did not know to be erased are erased again');
  const signing = openSigningKeys(config.keys.dir);
  await signing.begin();
  const store = createObjectStore(config.storage);
  const storage = new EncryptedStorage(store, keys);
  const archives = new ArchiveStorage(store, keys);
  shutdown.add('storage', async () => storage.close());
  const queue = new JobQueue(queueConnection(config), log);
  shutdown.add('queue', () => queue.close());
  const scratch = await Scratch.open(config.worker.scratchDir);
  shutdown.add('scratch', () => scratch.close());
  const mailer = createMailer(config.mail);
  shutdown.add('mailer', () => mailer.close());
  const lane = new Lane();
  return {
    ...{ config, log, clock, db, notices, queue, storage, archives, journal, signing },
    ...{ ffmpeg, scratch, lane, mailer, shutdown },
  };
}
