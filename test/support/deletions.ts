import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import type { FaultPoint } from './fault-points.ts';
import type { MediaWorld } from './media-world.ts';
import { insertRecording } from './recording-row.ts';
import { collect, putRaw, rawBytes } from './stores.ts';
import { until } from './until.ts';

export interface Stored {
  key: string;
  bytes: number;
  sha256: string;
}

/** All that the store shows of a recording, as it lies there. */
export async function storedOf({ config }: MediaWorld, recordingId: string): Promise<Stored[]> {
  const store = createObjectStore(config.storage);
  const all: Stored[] = [];
  for (const prefix of [`recordings/${recordingId}/`, `uploads/${recordingId}/`]) {
    for (const { key } of await collect(store.list(prefix))) {
      const bytes = await rawBytes(store, key);
      all.push({ key, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  }
  store.close();
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What was begun and never finished. */
export const restsOf = async ({ config }: MediaWorld, recordingId: string): Promise<string[]> =>
  (await collect(createObjectStore(config.storage).listUnfinished(`recordings/${recordingId}/`))).map(({ key }) => key);

/** A recording with so many objects, rests of an upload, and a write that was never finished. */
export async function storedRecording(world: MediaWorld, objects: number): Promise<string> {
  const id = await insertRecording(world.database.db, { state: 'ready' });
  await world.keys.create(id);
  for (let n = 0; n < objects; n += 1)
    await world.storage.write({ recordingId: id, name: `hls/480/${n}.m4s` }, Buffer.from(`segment ${n}`));
  const store = createObjectStore(world.config.storage);
  await putRaw(store, `uploads/${id}/${'a'.repeat(32)}/tail`, Buffer.from('what an upload left'));
  await store.startGrowing(`recordings/${id}/original`);
  return id;
}

/** The process of `mortal-deletion.ts`. */
export function mortalDeletion(world: MediaWorld, recordingId: string, point?: FaultPoint) {
  const args = [join(import.meta.dirname, 'mortal-deletion.ts'), recordingId, ...(point === undefined ? [] : [point])];
  const env = { PATH: process.env['PATH'] ?? '', ...world.settings };
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    says: (line: string) =>
      until(
        () => {
          if (child.exitCode !== null && !output.includes(line))
            throw new Error(`It ended with ${child.exitCode}: ${output}`);
          return output.includes(line);
        },
        60_000,
        line,
      ),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}
