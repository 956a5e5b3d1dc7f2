import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Half a minute that has to be encoded anew at every quality, and about 11 MB to send. Given by content, because a browser
 * in a bare locale cannot open a path with such a name.
 */
export function lessonFilm(): { name: string; mimeType: string; buffer: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'lesblik-film-'));
  const file = join(folder, 'film.mp4');
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=30,noise=alls=10:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=30'],
    ...['-c:v', 'mpeg4', '-b:v', '3M', '-maxrate', '3M', '-bufsize', '6M', '-c:a', 'aac', file],
  ]);
  const buffer = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { name: 'les van vandaag 🎥.mp4', mimeType: 'video/mp4', buffer };
}
