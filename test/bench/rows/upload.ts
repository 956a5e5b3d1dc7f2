import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { residentBytes, watchMemory } from '../support/process-figures.ts';
import { type Figure, megabytes, ratio, type Row, timed } from '../support/row.ts';
import { School, stream } from '../support/school.ts';

const GB = 2 ** 30;
const piece = randomBytes(1 << 20);

/** The same bytes from memory for both, so that reading them costs neither anything. */
function* bytes(size: number): Generator<Buffer> {
  for (let sent = 0; sent < size; sent += piece.length) yield piece.subarray(0, Math.min(piece.length, size - sent));
}
const body = (size: number): Readable => Readable.from(bytes(size), { objectMode: false, highWaterMark: 1 << 20 });

/** A bare Node server that writes what is PUT to a file on the same disk. @returns bytes a second */
async function bare(folder: string, size: number): Promise<number> {
  const target = await mkdtemp(join(folder, 'bare-'));
  const server = createServer((request, response) => {
    pipeline(request, createWriteStream(join(target, 'film'))).then(
      () => response.end(),
      (error: unknown) => response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const { ms } = await timed(() => stream(url, 'PUT', body(size), { 'content-length': String(size) }));
  await new Promise((resolve) => server.close(resolve));
  await rm(target, { recursive: true });
  return size / (ms / 1000);
}

async function tus(school: School, size: number): Promise<{ rate: number; grown: number }> {
  const recordingId = await school.create('film.mp4', size);
  const pid = school.product.pid('api');
  const before = await residentBytes(pid);
  const watched = watchMemory(pid);
  const { ms } = await timed(() => school.upload(recordingId, size, body(size)));
  const grown = (await watched()) - before;
  await school.send('DELETE', `/recordings/${recordingId}`);
  return { rate: size / (ms / 1000), grown };
}

export const upload: Row = {
  name: 'upload',
  async run(): Promise<Figure[]> {
    // No media worker: what it does with the film is another row.
    const school = await School.open({}, []);
    try {
      await tus(school, GB / 8);
      const rounds = [];
      for (let round = 0; round < 3; round += 1) {
        rounds.push({ bare: await bare(school.product.folder, GB), ...(await tus(school, GB)) });
      }
      const four = await tus(school, 4 * GB);
      const middle = rounds.toSorted((a, b) => a.rate / a.bare - b.rate / b.bare)[1] ?? rounds[0];
      if (middle === undefined) throw new Error('no round was measured');
      const share = middle.rate / middle.bare;
      const grown = Math.max(...rounds.map((round) => round.grown), four.grown);
      return [
        {
          what: 'tus upload of 1 GB, encrypted',
          against: `bare PUT ${megabytes(middle.bare)}/s`,
          measured: `${ratio(share)} (${megabytes(middle.rate)}/s)`,
          reach: '≥ 0.6',
          reached: share >= 0.6,
          numbers: { share, bytesPerSecond: middle.rate, bareBytesPerSecond: middle.bare },
        },
        {
          what: 'API memory during uploads of 1 and 4 GB',
          against: '–',
          measured: `+${megabytes(grown)} (4 GB: +${megabytes(four.grown)})`,
          reach: '< 96 MB',
          reached: grown < 96 * 2 ** 20,
          numbers: { grownBytes: grown, grownBytesAt4GB: four.grown },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
