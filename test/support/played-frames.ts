import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { objectNames } from '@lesblik/server/media/object-names';
import type { MediaWorld } from './media-world.ts';

/** How many frames a player gets out of a stored rendition, its segments one after another. */
export async function playedFrames(
  { database, storage }: MediaWorld,
  recordingId: string,
  name: string,
): Promise<number> {
  const { segmentTicks } = await database.db
    .selectFrom('rendition')
    .select('segmentTicks')
    .where('recordingId', '=', recordingId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const objects = [objectNames.init(name), ...segmentTicks.map((_, n) => objectNames.segment(name, n))];
  const parts: Buffer[] = [];
  for (const object of objects) parts.push(await storage.readBytes({ recordingId, name: object }));
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-played-'));
  try {
    const path = join(folder, 'joined.mp4');
    await writeFile(path, Buffer.concat(parts));
    const count = ['-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0'];
    const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...count, path]);
    return Number.parseInt(stdout, 10);
  } finally {
    await rm(folder, { recursive: true });
  }
}
