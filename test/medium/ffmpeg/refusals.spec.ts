import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { badFilms } from '../../fixtures/media/bad.ts';
import { scratchFolder, storedFilm } from '../../support/film/pipeline.ts';

let ffmpeg: Ffmpeg;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let server: Server;
let calls = 0;
let address = '';

beforeAll(async () => {
  ffmpeg = await openFfmpeg();
  scratch = await scratchFolder();
  server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await scratch.remove();
});

test.each(Object.entries(badFilms))(
  '%s is refused with its reason, and nobody is called',
  async (_, { code, make }) => {
    const source = await storedFilm(await make(scratch.path, address));
    const work = { scratch: await mkdtemp(join(scratch.path, 'examine-')) };
    await expect(ffmpeg.examine(source, work)).rejects.toMatchObject({ name: 'FilmRefused', code });
    expect(calls).toBe(0);
  },
  60_000,
);
