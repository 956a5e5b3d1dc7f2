import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFrames, type SeenFrame } from './film/read.ts';
import { ffmpeg } from './film/tools.ts';
import type { Somebody, World } from './world.ts';

const RATE = 48_000;

/** What one person gets of a lesson over HTTP, and what is in it. */
export class Served {
  constructor(
    private readonly world: World,
    private readonly as: Somebody,
    private readonly recordingId: string,
    private readonly folder: string,
  ) {}

  get(path: string): Promise<Response> {
    return fetch(`${this.world.url}/api/recordings/${this.recordingId}/${path}`, {
      headers: { cookie: this.as.cookie },
    });
  }

  async text(path: string): Promise<string> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  }

  async bytes(path: string): Promise<Buffer> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async renditions(): Promise<string[]> {
    return [...(await this.text('hls/master.m3u8')).matchAll(/^(?:.*URI=")?([a-z0-9]+)\/index\.m3u8/gm)].map(
      ([, name]) => name ?? '',
    );
  }

  /** The segments that the playlist names, and how long it says they are, in seconds. */
  async playlist(name: string): Promise<{ segments: string[]; seconds: number }> {
    const text = await this.text(`hls/${name}/index.m3u8`);
    return {
      segments: [...text.matchAll(/^\d+\.m4s$/gm)].map(([segment]) => segment),
      seconds: [...text.matchAll(/^#EXTINF:([\d.]+),/gm)].reduce((sum, [, length]) => sum + Number(length), 0),
    };
  }

  /** Everything of a rendition, as one file. */
  async file(name: string): Promise<string> {
    const { segments } = await this.playlist(name);
    const parts = await Promise.all(['init.mp4', ...segments].map((part) => this.bytes(`hls/${name}/${part}`)));
    const path = join(this.folder, `${this.as.id}-${name}.mp4`);
    await writeFile(path, Buffer.concat(parts));
    return path;
  }

  /** All that a player asks for, by path from the master playlist on. */
  async playable(): Promise<Map<string, string | Buffer>> {
    const files = new Map<string, string | Buffer>([['/master.m3u8', await this.text('hls/master.m3u8')]]);
    for (const name of await this.renditions()) {
      files.set(`/${name}/index.m3u8`, await this.text(`hls/${name}/index.m3u8`));
      const { segments } = await this.playlist(name);
      for (const part of ['init.mp4', ...segments])
        files.set(`/${name}/${part}`, await this.bytes(`hls/${name}/${part}`));
    }
    return files;
  }

  async frames(name: string): Promise<SeenFrame[]> {
    return readFrames(await this.file(name));
  }

  /** The loudest sample (0 to 1) between two times of the lesson. */
  async sound(): Promise<(from: number, to: number) => number> {
    const { stdout } = await ffmpeg([
      ...['-copyts', '-i', await this.file('sound'), '-af', `aresample=${RATE}:async=1:first_pts=0`],
      ...['-ac', '1', '-f', 's16le', 'pipe:1'],
    ]);
    const samples = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1);
    return (from, to) =>
      samples
        .subarray(Math.round(from * RATE), Math.round(to * RATE))
        .reduce((most, sample) => Math.max(most, Math.abs(sample) / 32_768), 0);
  }

  /** The numbers of the frames in all pictures of the overview, and the times at which it says they are. */
  async thumbnails(): Promise<{ numbers: number[]; times: string[] }> {
    const vtt = await this.text('thumbnails.vtt');
    const cues = [...vtt.matchAll(/^(\S+ --> \S+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm)];
    const numbers: number[] = [];
    for (const [, , sheet, x, y, width, height] of cues) {
      const path = join(this.folder, `${this.as.id}-sheet.jpg`);
      await writeFile(path, await this.bytes(sheet ?? ''));
      const [frame] = await readFrames(path, { filters: `crop=${width}:${height}:${x}:${y}` });
      numbers.push(frame?.number ?? -1);
    }
    return { numbers, times: cues.map(([, time]) => time ?? '') };
  }

  async poster(): Promise<number> {
    const path = join(this.folder, `${this.as.id}-poster.jpg`);
    await writeFile(path, await this.bytes('poster'));
    return (await readFrames(path))[0]?.number ?? -1;
  }
}
