import { randomBytes } from 'node:crypto';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grantRoutes } from '@lesblik/shared/grants';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { createApp } from '../../../apps/api/src/app.ts';
import { openServices } from '../../../apps/api/src/base/services.ts';
import { bind, JobRunner } from '@lesblik/server/jobs/job-runner';
import { makePiece } from '@lesblik/server/media/media-jobs';
import { createRecording, readyRecording, share, uploadFilm } from '../../support/lesson.ts';
import { readOn } from '../../support/read-on.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let coach: Somebody;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  coach = await world.member(school.id, 'Coach');
});
afterAll(() => world.close());

const read = (as: Somebody, recordingId: string, path: string, init: RequestInit = {}) =>
  fetch(`${world.url}/api/recordings/${recordingId}/${path}`, {
    ...init,
    headers: { cookie: as.cookie, ...(init.headers as Record<string, string> | undefined) },
  });

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

/** Reads the first bytes and then no more, as a player with a full buffer does. */
async function openStream(url: string, as: Somebody, recordingId: string): Promise<IncomingMessage> {
  const request = httpGet(`${url}/api/recordings/${recordingId}/hls/480/0.m4s`, { headers: { cookie: as.cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  return response;
}

describe('playing', () => {
  test('the owner gets playlists, init and segments, which no cache may keep', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const master = await read(teacher, recordingId, 'hls/master.m3u8');
    expect(master.headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
    expect(master.headers.get('cache-control')).toBe('private, no-store');
    expect(await master.text()).toContain('480/index.m3u8');
    expect(await (await read(teacher, recordingId, 'hls/480/index.m3u8')).text()).toContain('#EXTINF:4.000000,\n1.m4s');
    expect(await (await read(teacher, recordingId, 'hls/480/init.mp4')).text()).toBe('init');
    const segment = await read(teacher, recordingId, 'hls/480/1.m4s');
    expect([segment.headers.get('content-length'), segment.headers.get('cache-control')]).toEqual([
      '6',
      'private, no-store',
    ]);
    expect(await segment.text()).toBe('second');
  });

  test('nobody else gets a byte: not an administrator, not a colleague, not a stranger', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    for (const path of ['hls/master.m3u8', 'hls/480/index.m3u8', 'hls/480/init.mp4', 'hls/480/0.m4s', 'poster']) {
      expect((await read(school.administrator, recordingId, path)).status).toBe(404);
      expect((await read(coach, recordingId, path)).status).toBe(404);
    }
    expect((await fetch(`${world.url}/api/recordings/${recordingId}/hls/480/0.m4s`)).status).toBe(401);
  });

  test('before anything can be played there is a plain answer', async () => {
    const recordingId = await uploadFilm(world, teacher, school.id, Buffer.from('film'));
    const response = await read(teacher, recordingId, 'hls/master.m3u8');
    expect([response.status, await codeOf(response)]).toEqual([409, 'recording_not_ready']);
  });

  test('a segment past the end, of an unknown rendition or by a crooked name does not exist', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    for (const path of ['hls/480/2.m4s', 'hls/999/0.m4s', 'hls/480/..%2f..%2foriginal', 'thumbnails/0.jpg']) {
      expect((await read(teacher, recordingId, path)).status).toBe(404);
    }
  });

  test('a whole rendition whose segment is gone says that a stored file is missing', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await world.services.storage.delete({ recordingId, name: 'hls/480/1.m4s' });
    const response = await read(teacher, recordingId, 'hls/480/1.m4s');
    expect([response.status, await codeOf(response)]).toEqual([500, 'object_missing']);
  });

  test('poster, thumbnails and waveform are there once they are stored', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const stored = {
      'poster.jpg': 'poster',
      'thumbnails.vtt': 'WEBVTT',
      'thumbnails/0.jpg': 'sheet',
      'waveform.dat': 'peaks',
    };
    for (const [name, text] of Object.entries(stored)) {
      await world.services.storage.write({ recordingId, name }, Buffer.from(text));
    }
    for (const [path, text] of [
      ['poster', 'poster'],
      ['thumbnails.vtt', 'WEBVTT'],
      ['thumbnails/0.jpg', 'sheet'],
      ['waveform', 'peaks'],
    ] as const) {
      expect(await (await read(teacher, recordingId, path)).text()).toBe(text);
    }
  });
});

describe('a segment that is not made yet', () => {
  test('is asked for, and sent as soon as it is made', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, [Buffer.from('first'), undefined]);
    const { services } = world;
    const runner = new JobRunner({
      connection: { databaseUrl: services.config.database.url, redisUrl: undefined },
      log: services.log,
      definitions: [makePiece],
      handlers: [
        bind(makePiece, async ({ payload: { recordingId: of, segment } }) => {
          await services.storage.write({ recordingId: of, name: `hls/480/${segment}.m4s` }, Buffer.from('made'));
          await services.notices.publish({ kind: 'segments_made', recordingId: of, from: segment, to: segment + 1 });
          return {};
        }),
      ],
      concurrency: { media: 1, view: 1, chores: 1 },
    });
    await runner.start();
    try {
      const response = await read(teacher, recordingId, 'hls/480/1.m4s');
      expect([response.status, await response.text()]).toEqual([200, 'made']);
    } finally {
      await runner.close();
    }
  });

  test('is answered with "try again" when it takes long', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, [Buffer.from('first'), undefined]);
    const response = await read(teacher, recordingId, 'hls/480/1.m4s');
    expect([response.status, response.headers.get('retry-after'), await codeOf(response)]).toEqual([
      503,
      '1',
      'segment_in_work',
    ]);
  }, 15_000);
});

describe('withdrawing', () => {
  const large = () => [randomBytes(24 * 1024 * 1024)];

  const statusNow = async (recordingId: string): Promise<number | 'cut'> => {
    try {
      return (await read(coach, recordingId, 'hls/480/init.mp4')).status;
    } catch (error) {
      // The end may come in the middle of this very answer. The error is of another realm than the test.
      if ((error as Error).message === 'fetch failed') return 'cut';
      throw error;
    }
  };

  test('cuts a stream in flight and serves nothing more', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, large());
    const grantId = await share(world, teacher, recordingId, coach);
    const stream = await openStream(world.url, coach, recordingId);
    expect((await world.call(teacher, grantRoutes.withdraw, { params: { grantId } })).status).toBe(204);
    expect((await read(coach, recordingId, 'hls/480/0.m4s')).status).toBe(404);
    const { bytes, cut } = await readOn(stream);
    expect(cut).toBe(true);
    expect(bytes).toBeLessThan(24 * 1024 * 1024);
  });

  test('cuts it in every other API process too', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, large());
    const grantId = await share(world, teacher, recordingId, coach);
    const services = await openServices(world.services.config);
    const other = await createApp(services);
    await other.listen(0, '127.0.0.1');
    try {
      const stream = await openStream(await other.getUrl(), coach, recordingId);
      await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
      expect((await readOn(stream)).cut).toBe(true);
    } finally {
      await other.close();
      await services.shutdown.end();
    }
  });

  test('of one person leaves the stream of another alone', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, large());
    const grantId = await share(world, teacher, recordingId, coach);
    const stream = await openStream(world.url, teacher, recordingId);
    await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
    expect(await readOn(stream)).toEqual({ bytes: 24 * 1024 * 1024, cut: false });
  });

  test('happens by itself when the grant ends, mid-stream', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, large());
    await share(world, teacher, recordingId, coach, { until: new Date(Date.now() + 4000) });
    const stream = await openStream(world.url, coach, recordingId);
    expect(stream.statusCode).toBe(200);
    await until(async () => (await statusNow(recordingId)) === 404);
    expect(await readOn(stream)).toEqual({ bytes: expect.any(Number), cut: true });
  });

  test('happens with the owner who is removed from the school', async () => {
    const leaver = await world.member(school.id, 'Vertrekker');
    const recordingId = await readyRecording(world, leaver, school.id, large());
    await share(world, leaver, recordingId, coach);
    const stream = await openStream(world.url, coach, recordingId);
    const params = { organisationId: school.id, personId: leaver.id };
    expect((await world.call(school.administrator, organisationRoutes.removeMember, { params })).status).toBe(204);
    await until(async () => (await statusNow(recordingId)) === 404);
    expect((await readOn(stream)).cut).toBe(true);
  });

  test('happens with the end of the owner’s own stay, mid-stream', async () => {
    const guest = await world.member(school.id, 'Gastdocent', 'guest', new Date(Date.now() + 4000));
    const recordingId = await readyRecording(world, guest, school.id, large());
    await share(world, guest, recordingId, coach);
    const stream = await openStream(world.url, coach, recordingId);
    expect(stream.statusCode).toBe(200);
    await until(async () => (await statusNow(recordingId)) === 404);
    expect((await readOn(stream)).cut).toBe(true);
  });

  test('deleting cuts everybody', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, large());
    const stream = await openStream(world.url, teacher, recordingId);
    expect((await world.call(teacher, recordingRoutes.remove, { params: { recordingId } })).status).toBe(204);
    expect((await readOn(stream)).cut).toBe(true);
    expect((await read(teacher, recordingId, 'hls/master.m3u8')).status).toBe(404);
  });
});

describe('the original', () => {
  test('is its owner’s alone', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await share(world, teacher, recordingId, coach);
    const response = await read(coach, recordingId, 'original');
    expect([response.status, await codeOf(response)]).toEqual([403, 'not_allowed']);
    expect((await read(school.administrator, recordingId, 'original')).status).toBe(404);
  });

  test('comes under its own name, whatever is in it', async () => {
    const fileName = `../../🎬 les "3B"\u202e${'x'.repeat(300)}.mp4`;
    const recordingId = await createRecording(world, teacher, school.id, { fileName });
    await world.services.storage.write({ recordingId, name: 'original' }, Buffer.from('film'));
    const changes = { state: 'uploaded', uploadedAt: new Date() };
    await world.services.db.updateTable('recording').set(changes).where('id', '=', recordingId).execute();
    const response = await read(teacher, recordingId, 'original');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toContain('attachment');
    const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
    expect(name).toMatch(/^_\.\._🎬 les _3B_x+\.mp4$/u);
    expect(Array.from(name)).toHaveLength(200);
    expect(await response.text()).toBe('film');
  });

  test('is sent in ranges', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const ranged = async (range: string, headers: Record<string, string> = {}) => {
      const response = await read(teacher, recordingId, 'original', { headers: { range, ...headers } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    };
    expect(await ranged('bytes=4-7')).toEqual([206, 'bytes 4-7/12', 'orig']);
    expect(await ranged('bytes=-3')).toEqual([206, 'bytes 9-11/12', 'nal']);
    expect(await ranged('bytes=4-')).toEqual([206, 'bytes 4-11/12', 'original']);
    expect(await ranged('bytes=20-30')).toEqual([416, 'bytes */12', '']);
    expect(await ranged('bytes=0-1', { 'if-range': '"another"' })).toEqual([200, null, 'the original']);
    const head = await read(teacher, recordingId, 'original', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '12']);
  });
});
