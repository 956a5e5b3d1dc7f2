import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import type { BoundJob } from '@lesblik/server/jobs/job-runner';
import { type ExportArchive, ExportArchive as Archive } from '@lesblik/shared/export-archive';
import { exportRoutes } from '@lesblik/shared/exports';
import { ArchiveMaker } from '../../apps/worker/src/exports/archive-maker.ts';
import { ExportEnds } from '../../apps/worker/src/exports/export-ends.ts';
import { ExportsRepository } from '../../apps/worker/src/exports/exports.repository.ts';
import { Films } from '../../apps/worker/src/exports/films.ts';
import { MakeExportHandler } from '../../apps/worker/src/exports/make-export.ts';
import { collect } from './stores.ts';
import { unzip } from './unzip.ts';
import type { Somebody, World } from './world.ts';

/** Small, so that a short film lies in several pieces. */
export const PIECE_BYTES = 100_000;

/** The media worker's part of exports, in this process, on the world's database and storage. */
export function exportWorker(world: World, films?: (films: Films) => Pick<Films, 'find' | 'read'>) {
  const { db, clock, log, storage, keys, config, exports: work } = world.services;
  const archives = new ArchiveStorage(createObjectStore(config.storage), keys, PIECE_BYTES);
  const repository = new ExportsRepository(db, clock);
  const read = new Films(storage);
  const maker = new ArchiveMaker(db, clock, storage, archives, repository, (films?.(read) ?? read) as Films);
  const handler = new MakeExportHandler(clock, log, maker, archives, repository);
  const ends = new ExportEnds(archives, work, repository);
  return {
    repository,
    archives,
    ends,
    /** One try of the job. */
    make: (exportId: string, more: { attemptsMade?: number; signal?: AbortSignal } = {}) =>
      tryOnce(handler.bound, exportId, more),
    erase: (exportId: string) => tryOnce(ends.erase, exportId, {}),
  };
}

/** A worker that stands still after the first bytes of a film until told to go on. */
export function heldWorker(world: World) {
  let goOn: () => void = () => {};
  let begun: () => void = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const reading = new Promise<void>((resolve) => (begun = resolve));
  const worker = exportWorker(world, (films) => ({
    find: (of) => films.find(of),
    async *read(recordingId, options) {
      let held = false;
      for await (const chunk of films.read(recordingId, options)) {
        yield chunk;
        if (held) continue;
        held = true;
        begun();
        await Promise.race([gate, new Promise((resolve) => options.until.addEventListener('abort', resolve))]);
        options.until.throwIfAborted();
      }
    },
  }));
  return { ...worker, reading, goOn };
}

type RawJob = Parameters<BoundJob['run']>[0];

function tryOnce(
  job: BoundJob,
  exportId: string,
  { attemptsMade = 0, signal }: { attemptsMade?: number; signal?: AbortSignal },
) {
  const raw = { data: { exportId }, attemptsMade, progress: {}, stalledCounter: 0, updateProgress: async () => {} };
  return job.run(raw as unknown as RawJob, signal ?? new AbortController().signal);
}

/** @returns the id of an archive that waits */
export async function askFor(world: World, as: Somebody): Promise<string> {
  const { status, body } = await world.call(as, exportRoutes.ask, {});
  if (status !== 201) throw new Error(`asking answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

export const download = (world: World, as: Somebody, exportId: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/api/exports/${exportId}/archive`, { headers: { cookie: as.cookie, ...headers } });

/** Where the pieces of an archive lie, in whatever state it is. */
export const piecesOf = async (world: World, exportId: string): Promise<string[]> =>
  (await collect(createObjectStore(world.services.config.storage).list(`archives/${exportId}/`))).map(({ key }) => key);

export interface Unzipped {
  /** By path, in the archive's order. */
  files: ReadonlyMap<string, Buffer>;
  data: ExportArchive;
  text: (path: string) => string;
}

export async function unzipped(bytes: Uint8Array): Promise<Unzipped> {
  const files = await unzip(bytes);
  const text = (path: string): string => {
    const content = files.get(path);
    if (content === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
    return content.toString();
  };
  return { files, text, data: Archive.parse(JSON.parse(text('gegevens.json'))) };
}
