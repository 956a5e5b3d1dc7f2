import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { BAND, barLine } from './bar-code.ts';

const [WIDTH, HEIGHT, FRAMES] = [640, 360, 4];
const ROWS = HEIGHT * BAND;
const FRAME = Buffer.from('FRAME\n');
const SIZE = FRAME.length + WIDTH * HEIGHT * 1.5;
const EVERY_MS = 3;

/**
 * A camera whose picture says at which millisecond (`Date.now()`, what a bar code holds of it) it was seen. Chromium reads a
 * frame of the file each time it captures one; meanwhile the band with the time is written anew in all of them, so a
 * captured picture is at most some milliseconds old. What is below the band moves a little, as a person does.
 * @returns the file, and how to end writing it
 */
export async function clockCamera(folder: string): Promise<{ file: string; stop: () => Promise<number> }> {
  const file = join(folder, 'clock.y4m');
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`);
  const fd = openSync(file, 'w');
  writeSync(fd, head);
  for (let n = 0; n < FRAMES; n += 1) writeSync(fd, Buffer.concat([FRAME, picture(n)]));
  closeSync(fd);
  const worker = new Worker(new URL(import.meta.url), { workerData: { file, head: head.length } });
  await new Promise((started, failed) => worker.once('message', started).once('error', failed));
  return { file, stop: () => worker.terminate() };
}

function picture(n: number): Buffer {
  const data = Buffer.alloc(WIDTH * HEIGHT * 1.5, 128);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1)
      data[y * WIDTH + x] = 110 + 60 * Math.sin((x + n * 3) / 17) * Math.cos((y + n * 2) / 23);
  return data;
}

function write({ file, head }: { file: string; head: number }): never {
  const fd = openSync(file, 'r+');
  const line = new Uint8Array(WIDTH);
  const band = Buffer.alloc(WIDTH * ROWS);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    barLine(Date.now(), WIDTH, line);
    for (let row = 0; row < ROWS; row += 1) band.set(line, row * WIDTH);
    for (let n = 0; n < FRAMES; n += 1) writeSync(fd, band, 0, band.length, head + n * SIZE + FRAME.length);
    Atomics.wait(pause, 0, 0, EVERY_MS);
  }
}

const given = workerData as { file: string; head: number } | null;
if (!isMainThread && given !== null) {
  const { parentPort } = await import('node:worker_threads');
  parentPort?.postMessage('begins');
  write(given);
}
