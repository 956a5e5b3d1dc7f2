import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Film {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

function made(name: string, mimeType: string, args: readonly string[]): Film {
  const folder = mkdtempSync(join(tmpdir(), 'lesblik-film-'));
  const file = join(folder, 'film.mp4');
  execFileSync('ffmpeg', ['-loglevel', 'error', ...args, file]);
  const buffer = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { name, mimeType, buffer };
}

/**
 * Half a minute that has to be encoded anew at every quality, and about 11 MB to send. Given by content, because a browser
 * in a bare locale cannot open a path with such a name.
 */
export const lessonFilm = (): Film =>
  made('les van vandaag 🎥.mp4', 'video/mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=30,noise=alls=10:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=30'],
    ...['-c:v', 'mpeg4', '-b:v', '3M', '-maxrate', '3M', '-bufsize', '6M', '-c:a', 'aac'],
  ]);

/** Four seconds that cost little to convert, with room in the file that makes it long to send. */
export function shortFilm(name: string, bytes: number): Film {
  const film = made(name, 'video/mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
  ]);
  const room = Buffer.alloc(bytes - film.buffer.length);
  room.writeUInt32BE(room.length);
  room.write('free', 4, 'ascii');
  return { ...film, buffer: Buffer.concat([film.buffer, room]) };
}

/** Ten seconds of sound in bursts, so that its wave has a shape. */
export const soundRecording = (): Film =>
  made('kring.m4a', 'audio/mp4', [
    ...['-f', 'lavfi', '-i', 'aevalsrc=0.5*sin(880*PI*t)*gt(mod(t\\,2)\\,1):d=10:s=48000', '-c:a', 'aac', '-f', 'mp4'],
  ]);

/** Forty seconds that cost next to nothing to make and to prepare: small, and H.264 that is only copied. */
export const quietLesson = (): Film =>
  made('les.mp4', 'video/mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=40'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=40'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
  ]);
