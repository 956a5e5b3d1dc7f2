import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Half a minute that has to be encoded anew at every quality, and about 11 MB to send. */
export function lessonFilm(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'lesblik-film-')), 'les van vandaag 🎥.mp4');
  execFileSync('ffmpeg', [
    ...['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=30,noise=alls=10:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=30'],
    ...['-c:v', 'mpeg4', '-b:v', '3M', '-maxrate', '3M', '-bufsize', '6M', '-c:a', 'aac', file],
  ]);
  return file;
}
