import { mkdirSync, statfsSync } from 'node:fs';
import { Halt } from './say.mjs';
import { confinement, film, installDebianPackages, type Requirement } from './steps/debian.ts';
import { mediasoupWorker } from './steps/mediasoup.ts';

const leastRoom = 1_000_000_000;

/** Brings in what the system lacks. Everything that only an administrator can install is named at once. */
export async function prepare(more: Requirement[] = []): Promise<{ mediasoupWorkerBin: string }> {
  const wanting: string[] = [];
  const orNote = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      wanting.push(error.message);
      return undefined;
    }
  };
  await orNote(installDebianPackages([film, confinement, ...more]));
  const mediasoupWorkerBin = await orNote(mediasoupWorker());
  if (mediasoupWorkerBin === undefined || wanting.length > 0) throw new Halt(wanting.join('\n'));
  return { mediasoupWorkerBin };
}

export function assertRoom(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < leastRoom)
    throw new Halt(
      `Only ${Math.round((bavail * bsize) / 1e6)} MB are free on the disk of ${folder}: make room for at least ${leastRoom / 1e6} MB, and start again.`,
    );
}
