import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@lesblik/server/config';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog } from '@lesblik/server/log';
import { MediaWork } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { testDatabase } from './database.ts';
import { insertRecording } from './recording-row.ts';
import { until } from './until.ts';

/** Settings of a media worker in a test; the process gets them as its environment. */
export type Settings = Record<string, string>;

/** What the API has to do with media workers, without the API: database, storage, queue, notices. */
export async function mediaWorld({ redisUrl }: { redisUrl?: string | undefined } = {}) {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-media-'));
  const settings: Settings = {
    LESBLIK_MODE: 'test',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
  const config = readConfig(settings);
  const log = createLog('tool', 'silent');
  const keys = await KeyStore.open(config.keys);
  const storage = new EncryptedStorage(createObjectStore(config.storage), keys);
  const queue = new JobQueue({ redisUrl, databaseUrl: database.url }, log);
  const notices = new NoticeBus(database.url, database.pool, log);
  await notices.listen();
  const heard: Notice[] = [];
  notices.subscribe((notice) => heard.push(notice));
  const work = new MediaWork(database.db, queue, notices);

  const recording = (id: string) =>
    database.db.selectFrom('recording').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return {
    ...{ database, folder, settings, config, keys, storage, queue, notices, heard, work, recording },

    /** A recording whose original lies in the store as tus leaves it; the worker was not told yet. */
    async stored(path: string, to = storage): Promise<string> {
      const { size } = await stat(path);
      const id = await insertRecording(database.db, { state: 'uploading', bytes: size });
      await keys.create(id);
      await to.write({ recordingId: id, name: objectNames.original }, createReadStream(path));
      return id;
    },

    async upload(path: string): Promise<string> {
      const id = await this.stored(path);
      await work.uploaded(id);
      return id;
    },

    /** The row once its state is one of these. @throws at once when it failed and that was not asked for */
    async reached(id: string, states: string[], withinMs = 60_000) {
      return until(
        async () => {
          const row = await recording(id);
          if (states.includes(row.state)) return row;
          if (row.state === 'failed') throw new Error(`The recording failed: ${row.problem}`);
          return undefined;
        },
        withinMs,
        `state ${states.join(' or ')}`,
      );
    },

    /** Nothing tells of it any more but the log. */
    async gone(id: string): Promise<void> {
      const row = database.db.selectFrom('recording').select('id').where('id', '=', id);
      await until(async () => (await row.executeTakeFirst()) === undefined, 20_000, 'a deleted recording');
    },

    async objects(id: string): Promise<string[]> {
      const names: string[] = [];
      for await (const { name } of storage.list(id)) names.push(name);
      return names.sort();
    },

    /** What lies in the scratch folders of all workers. */
    async scratch(): Promise<string[]> {
      const workers = await readdir(config.worker.scratchDir).catch(() => []);
      const inside = await Promise.all(workers.map((worker) => readdir(join(config.worker.scratchDir, worker))));
      return inside.flat();
    },

    /** Ends workers that a failed test left, too. */
    async close(): Promise<void> {
      for (const child of running) child.kill('SIGKILL');
      await notices.close();
      await queue.close();
      storage.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
export type MediaWorld = Awaited<ReturnType<typeof mediaWorld>>;

const running = new Set<ChildProcess>();

/** A media worker as a process of its own, as built (`tsc -b`). `around`: a program that starts it. */
export async function workerProcess(settings: Settings, around: string[] = []) {
  const main = join(import.meta.dirname, '../../apps/worker/dist/main.js');
  const [command, ...args] = [...around, process.execPath, main];
  const env = { PATH: process.env['PATH'] ?? '', ...settings, LOG_LEVEL: 'info' };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`The worker ended: ${output}`);
      return output.includes('the media worker takes jobs');
    },
    20_000,
    'the worker',
  );
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
