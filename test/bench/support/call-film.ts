import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { objectNames } from '@lesblik/server/media/object-names';
import { pictureGraph, soundGraph } from '../../support/film/picture.ts';
import { ffmpeg } from '../../support/film/tools.ts';
import { type MediaWorld, workerProcess } from '../../support/media-world.ts';
import { type CodedPacket, codedPackets, type StoredCall } from '../../support/stored-call.ts';
import { until } from '../../support/until.ts';

export const MINUTE_SECONDS = 60;
/** A media worker that is not done by then hangs: as long as half an hour, and twice the call. */
const patienceMs = (minutes: number): number => Math.max(30, 2 * minutes) * 60_000;
export const FRAMES_PER_SECOND = 25;

/** A minute of flashes and beeps as a camera and a microphone would send it, again and again. */
export async function minuteOf(kind: 'video' | 'audio'): Promise<CodedPacket[]> {
  const folder = join(import.meta.dirname, '../../../.cache/bench');
  const path = join(folder, `call-${kind}-1m.webm`);
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    const picture = pictureGraph({ width: 320, height: 180, rate: FRAMES_PER_SECOND, seconds: MINUTE_SECONDS });
    const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50', '-b:v', '300k'];
    const opus = ['-c:a', 'libopus', '-b:a', '32k'];
    const source = kind === 'video' ? picture : soundGraph(MINUTE_SECONDS, 48_000, 'mono');
    await ffmpeg(['-f', 'lavfi', '-i', source, ...(kind === 'video' ? vp8 : opus), `${path}.half.webm`]);
    await rename(`${path}.half.webm`, path);
  }
  return (await codedPackets(path, kind)).filter(({ at }) => at < MINUTE_SECONDS);
}

/** By a media worker as a process; `meanwhile` is told of it. @returns where the film was put */
export async function composedFilm(
  world: MediaWorld,
  call: StoredCall,
  folder: string,
  minutes: number,
  meanwhile: (workerPid: number) => Promise<void> = async () => {},
): Promise<string> {
  const worker = await workerProcess(world.settings);
  try {
    await meanwhile(worker.pid);
    const row = call.db.selectFrom('roomTake').select('composedAt').where('id', '=', call.takeId);
    await until(
      async () => {
        const { state, problem } = await world.recording(call.recordingId);
        if (state === 'failed') throw new Error(`the recording failed: ${problem}`);
        return (await row.executeTakeFirstOrThrow()).composedAt !== null;
      },
      patienceMs(minutes),
      'a composed call',
    );
  } finally {
    await worker.kill();
  }
  const film = join(folder, 'film.mp4');
  await writeFile(film, await world.storage.readBytes({ recordingId: call.recordingId, name: objectNames.original }));
  return film;
}
