import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { confine, type Tools } from '../../apps/worker/src/ffmpeg/confine.ts';
import { encodeChunk } from '../../apps/worker/src/ffmpeg/encode-chunk.ts';
import { examine } from '../../apps/worker/src/ffmpeg/examine.ts';
import { planFilm } from '../../apps/worker/src/ffmpeg/plan/plan.ts';
import { makePoster } from '../../apps/worker/src/ffmpeg/poster.ts';
import { FilmRefused } from '../../apps/worker/src/ffmpeg/refusal.ts';
import { FfmpegFailed } from '../../apps/worker/src/ffmpeg/run.ts';
import { verdictOn } from '../../apps/worker/src/pipeline/verdict.ts';
import { craftedFilms } from '../fixtures/media/crafted.ts';
import { filmNamed } from '../fixtures/media/recipes.ts';
import { scratchFolder, storedFilm } from '../support/film/pipeline.ts';
import { insteadOf } from '../support/film/taken-over.ts';

const GIGABYTE = 2 ** 30;
const MOST_MS = 60_000;

let tools: Tools;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let server: Server;
let port = 0;
let calls = 0;

beforeAll(async () => {
  tools = await confine(6 * GIGABYTE);
  scratch = await scratchFolder();
  server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  port = typeof at === 'object' && at ? at.port : 0;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await scratch.remove();
});

const folder = (name: string): Promise<string> => mkdtemp(join(scratch.path, `${name}-`));

/** Everything that a worker makes of a film first; answers the bytes that came of it. */
async function made(path: string): Promise<Buffer> {
  const source = await storedFilm(path);
  const film = await examine(tools, source, { scratch: await folder('examine') });
  const plan = planFilm(film);
  const bytes: Uint8Array[] = [];
  const take = async (some: Uint8Array): Promise<void> => void bytes.push(some);
  if (film.video) {
    bytes.push(await makePoster(tools, { film, plan, source, scratch: await folder('poster') }));
    await encodeChunk(tools, {
      ...{ film, plan, source, from: 0, to: 1, rungs: plan.rungs.slice(-1).map(({ name }) => name), effort: 'view' },
      scratch: await folder('chunk'),
      onInit: (_, some) => take(some),
      onSegment: (_, __, some) => take(some),
    });
  }
  return Buffer.concat(bytes);
}

test.each(Object.entries(craftedFilms))(
  '%s is refused or played as it is, at once, and nobody is called',
  async (_, make) => {
    const path = await make(await folder('film'), `http://127.0.0.1:${port}`);
    const before = performance.now();
    const outcome = await made(path).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect([FilmRefused, FfmpegFailed].some((kind) => outcome instanceof kind)).toBe(true);
      expect(verdictOn(outcome, true)).toMatchObject({ code: expect.stringMatching(/^(film_|transcode_failed)/) });
    } else {
      expect((outcome as Buffer).includes('root:')).toBe(false);
    }
    expect(performance.now() - before).toBeLessThan(MOST_MS);
    expect(calls).toBe(0);
  },
  2 * MOST_MS,
);

describe('a film that takes its decoder over', () => {
  /** What runs in the decoder's place, and what it is told. */
  const cases: Record<string, { script: (key: string) => string; told: RegExp }> = {
    'and calls somebody': {
      script: () => `exec ffmpeg -v error -i tcp://127.0.0.1:${port}?timeout=2000000 -f null -`,
      told: /Connection refused|Network is unreachable|Connection to tcp/,
    },
    'and reads the master key': { script: (key) => `exec cat '${key}' >&2`, told: /No such file|Permission denied/ },
    'and takes a hundred gigabytes of memory': {
      script: () => 'exec dd if=/dev/null of=/dev/null bs=100G count=1',
      told: /memory exhausted/,
    },
    'and goes on for ever': { script: () => 'while :; do :; done', told: /^/ },
    'and fills the disk': {
      script: () => 'truncate -s 100G out/all; [ -s out/all ] && echo filled >&2; exit 1',
      told: /^(?!.*filled)/s,
    },
  };

  test.each(Object.entries(cases))(
    '%s is told as one that cannot be read',
    async (_, { script, told }) => {
      const key = join(await folder('keys'), 'master.key');
      await writeFile(key, 'the master key of the school', { mode: 0o600 });
      const program = await insteadOf(tools.ffprobe, 'sh', {
        ' sh "\\$@"\\n$': ` sh -c '${script(key).replaceAll("'", "'\\''")}'\n`,
        '--cpu="\\$seconds"': '--cpu=1',
      });
      const source = await storedFilm(await filmNamed('plain for the fast path'));
      const examined = examine({ ...tools, ffprobe: program }, source, { scratch: await folder('examine') });
      const error = await examined.then(
        () => undefined,
        (refused: unknown) => refused,
      );
      expect(error).toMatchObject({ name: 'FilmRefused', code: 'film_unreadable' });
      expect(verdictOn(error, true)).toEqual({ kind: 'refused', code: 'film_unreadable' });
      const log = ((error as FilmRefused).cause as FfmpegFailed).log;
      // Who is not root cannot be kept from their own files without bwrap.
      if (tools.confinement.files || tools.runAs !== undefined) expect(log).toMatch(told);
      expect(calls).toBe(0);
      // Whoever comes next is served as ever.
      const next = await examine(tools, source, { scratch: await folder('examine') });
      expect(next.durationMs).toBeGreaterThan(0);
    },
    MOST_MS,
  );
});
