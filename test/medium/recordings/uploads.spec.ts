import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { createRecording, sendBytes, startUpload, tus, uploadFilm } from '../../support/lesson.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let assistant: Somebody;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  assistant = await world.member(school.id, 'Assistent');
});
afterAll(() => world.close());

const begin = async (bytes: number) => {
  const recordingId = await createRecording(world, teacher, school.id, { bytes });
  const begun = await startUpload(world.url, teacher, recordingId, bytes);
  expect(begun.status).toBe(201);
  return { recordingId, location: begun.headers.get('location') ?? '' };
};

const get = async (recordingId: string, as = teacher) =>
  (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body;

const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return { status: response.status, code: ((await response.json()) as { code: string }).code };
};

/** What is kept of an upload besides the film. */
const traces = (recordingId: string) =>
  readdir(join(world.folder, 'objects', 'uploads', recordingId), { recursive: true }).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'ENOENT' });
    return [];
  });

const hashOf = (recordingId: string) => world.services.storage.hash({ recordingId, name: 'original' });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('who may send a film', () => {
  test('nobody without a session', async () => {
    const recordingId = await createRecording(world, teacher, school.id);
    expect(await problem(await startUpload(world.url, undefined, recordingId, 10))).toEqual({
      status: 401,
      code: 'not_signed_in',
    });
  });

  test('nobody to another’s recording, which does not exist for them', async () => {
    const recordingId = await createRecording(world, teacher, school.id);
    const refused = { status: 404, code: 'not_found' };
    expect(await problem(await startUpload(world.url, school.administrator, recordingId, 10))).toEqual(refused);
    const { location } = await begin(10);
    expect((await tus(world.url, assistant, 'HEAD', location)).status).toBe(404);
    expect(await problem(await sendBytes(world.url, assistant, location, 0, 'x'.repeat(10)))).toEqual(refused);
  });

  test('not to a recording of a made-up id, nor under no id', async () => {
    const nowhere = await startUpload(world.url, teacher, '5d5b5ad6-67a9-4b84-9a5e-111111111111', 10);
    expect((await problem(nowhere)).code).toBe('not_found');
    expect((await problem(await startUpload(world.url, teacher, '../../etc', 10))).code).toBe('invalid_input');
  });

  test('an uploader for a teacher sees no more of it once it is whole', async () => {
    const film = randomBytes(3000);
    const recordingId = await createRecording(world, assistant, school.id, { ownerId: teacher.id, bytes: film.length });
    const { title, classGroup } = await get(recordingId);
    expect(classGroup).not.toBe('');
    expect(await get(recordingId, assistant)).toMatchObject({
      ...{ may: ['upload', 'see_upload'], title, state: 'created' },
      ...{ classGroup: '', trajectoryId: null, commentCount: 0 },
    });
    const begun = await startUpload(world.url, assistant, recordingId, film.length);
    const location = begun.headers.get('location') ?? '';
    expect((await sendBytes(world.url, assistant, location, 0, film)).status).toBe(204);
    expect((await world.call(assistant, recordingRoutes.get, { params: { recordingId } })).status).toBe(404);
    // The last answer may have been lost on the way.
    expect((await tus(world.url, assistant, 'HEAD', location)).headers.get('upload-offset')).toBe('3000');
    const body = { sha256: sha256(film) };
    expect((await world.call(assistant, recordingRoutes.digest, { params: { recordingId }, body })).status).toBe(204);
    expect((await get(recordingId)).state).toBe('uploaded');
  });
});

describe('sending', () => {
  test('a film in parts arrives whole and waits for the media worker', async () => {
    const film = randomBytes(200_000);
    const { recordingId, location } = await begin(film.length);
    expect(location).toMatch(/^\/api\/uploads\//);
    const first = await sendBytes(world.url, teacher, location, 0, film.subarray(0, 70_001));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '70001']);
    expect(await get(recordingId)).toMatchObject({ state: 'uploading', playable: false });
    expect((await get(recordingId)).progress).toBeGreaterThan(0);
    expect((await tus(world.url, teacher, 'HEAD', location)).headers.get('upload-offset')).toBe('70001');
    expect((await sendBytes(world.url, teacher, location, 70_001, film.subarray(70_001))).status).toBe(204);
    expect((await get(recordingId)).state).toBe('uploaded');
    expect(await hashOf(recordingId)).toBe(sha256(film));
    expect(await traces(recordingId)).toEqual([]);
    const waiting = await world.services.jobs.counts('view');
    expect(Object.values(waiting).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
  });

  test('at a wrong offset is refused and changes nothing', async () => {
    const { location } = await begin(100);
    await sendBytes(world.url, teacher, location, 0, 'x'.repeat(40));
    const wrong = await sendBytes(world.url, teacher, location, 10, 'y'.repeat(60));
    expect(await problem(wrong)).toEqual({ status: 409, code: 'upload_offset_wrong' });
    expect((await tus(world.url, teacher, 'HEAD', location)).headers.get('upload-offset')).toBe('40');
  });

  test('more bytes than announced is refused, announced or not', async () => {
    const { recordingId, location } = await begin(100);
    const more = { status: 413, code: 'upload_too_many_bytes' };
    expect(await problem(await startUpload(world.url, teacher, recordingId, 101))).toEqual(more);
    expect(await problem(await sendBytes(world.url, teacher, location, 0, 'x'.repeat(101)))).toEqual(more);
    const unannounced = new Blob(['x'.repeat(150)]).stream();
    expect(await problem(await sendBytes(world.url, teacher, location, 0, unannounced))).toEqual(more);
  });

  test('fewer bytes than the recording was made for is refused', async () => {
    const { recordingId } = await begin(100);
    expect((await problem(await startUpload(world.url, teacher, recordingId, 99))).code).toBe('invalid_input');
  });

  test('a device that forgot where it was finds its upload where it is', async () => {
    const { recordingId, location } = await begin(100);
    await sendBytes(world.url, teacher, location, 0, 'x'.repeat(40));
    const again = await startUpload(world.url, teacher, recordingId, 100);
    expect([again.status, again.headers.get('location')]).toEqual([201, location]);
    expect((await tus(world.url, teacher, 'HEAD', location)).headers.get('upload-offset')).toBe('40');
  });

  test('an unknown upload does not exist', async () => {
    const { location } = await begin(100);
    const other = `${location.slice(0, -4)}0000`;
    expect(await problem(await sendBytes(world.url, teacher, other, 0, 'x'))).toEqual({
      status: 404,
      code: 'upload_not_found',
    });
  });

  test('what tus itself refuses is a problem too', async () => {
    const response = await fetch(`${world.url}/api/uploads`, { method: 'POST', headers: { cookie: teacher.cookie } });
    expect((await problem(response)).code).toBe('invalid_input');
  });
});

describe('two at once', () => {
  /** A device whose line went dead in the middle: it sent 1,000 of 5,000 bytes and says nothing more. */
  function stall(location: string, as: Somebody) {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      [
        `PATCH ${location} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Cookie: ${as.cookie}`,
        'Tus-Resumable: 1.0.0',
        'Upload-Offset: 0',
        'Content-Type: application/offset+octet-stream',
        'Content-Length: 5000',
        '',
        'x'.repeat(1000),
      ].join('\r\n'),
    );
    return socket;
  }

  test('a second line takes over from one that went dead, and nothing is lost', async () => {
    const { recordingId, location } = await begin(5000);
    const socket = stall(location, teacher);
    await until(async () => (await get(recordingId)).state === 'uploading');
    const head = await tus(world.url, teacher, 'HEAD', location);
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, '1000']);
    expect((await sendBytes(world.url, teacher, location, 1000, 'x'.repeat(4000))).status).toBe(204);
    socket.destroy();
    expect(await hashOf(recordingId)).toBe(sha256(Buffer.from('x'.repeat(5000))));
  });

  test('two that send the same part at once leave one whole film', async () => {
    const film = randomBytes(3_000_000);
    const { recordingId, location } = await begin(film.length);
    const both = await Promise.all([0, 1].map(() => sendBytes(world.url, teacher, location, 0, film)));
    const statuses = both.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses[0]).toBe(204);
    expect([204, 409]).toContain(statuses[1]);
    const { headers } = await tus(world.url, teacher, 'HEAD', location);
    const offset = Number(headers.get('upload-offset'));
    if (offset < film.length) await sendBytes(world.url, teacher, location, offset, film.subarray(offset));
    expect(await hashOf(recordingId)).toBe(sha256(film));
  });
});

describe('giving up', () => {
  test('cancelling stops bytes in flight and leaves none behind', async () => {
    const { recordingId, location } = await begin(100);
    await sendBytes(world.url, teacher, location, 0, 'x'.repeat(40));
    const reply = await world.call(teacher, recordingRoutes.cancel, { params: { recordingId } });
    expect([reply.status, reply.body.state]).toEqual([200, 'cancelled']);
    const ids: string[] = [];
    for await (const { recordingId: id } of world.services.uploads.list()) ids.push(id);
    expect(ids).not.toContain(recordingId);
    expect((await sendBytes(world.url, teacher, location, 40, 'x'.repeat(60))).status).toBe(404);
  });

  test('a cancelled upload may begin anew', async () => {
    const { recordingId } = await begin(4);
    await world.call(teacher, recordingRoutes.cancel, { params: { recordingId } });
    const reply = await world.call(teacher, recordingRoutes.retry, { params: { recordingId } });
    expect([reply.status, reply.body.state]).toEqual([200, 'created']);
    const begun = await startUpload(world.url, teacher, recordingId, 4);
    expect((await sendBytes(world.url, teacher, begun.headers.get('location') ?? '', 0, 'film')).status).toBe(204);
    expect((await get(recordingId)).state).toBe('uploaded');
  });
});

describe('the digest', () => {
  const digestOf = async (recordingId: string) => {
    const row = world.services.db.selectFrom('recording').select('deviceSha256').where('id', '=', recordingId);
    return (await row.executeTakeFirstOrThrow()).deviceSha256;
  };

  test('of an uploader for somebody else is taken for an hour after the last byte, and not later', async () => {
    const film = Buffer.from('film');
    const recordingId = await createRecording(world, assistant, school.id, { ownerId: teacher.id, bytes: film.length });
    const begun = await startUpload(world.url, assistant, recordingId, film.length);
    await sendBytes(world.url, assistant, begun.headers.get('location') ?? '', 0, film);
    const whole = (uploadedAt: Date) =>
      world.services.db.updateTable('recording').set({ uploadedAt }).where('id', '=', recordingId).execute();
    const send = async (as: Somebody) => {
      const body = { sha256: sha256(film) };
      return (await world.call(as, recordingRoutes.digest, { params: { recordingId }, body })).status;
    };
    await whole(new Date(Date.now() - 61 * 60_000));
    expect(await send(assistant)).toBe(404);
    expect(await digestOf(recordingId)).toBeNull();
    await whole(new Date(Date.now() - 59 * 60_000));
    expect(await send(assistant)).toBe(204);
    await whole(new Date(Date.now() - 61 * 60_000));
    expect([await send(assistant), await send(teacher)]).toEqual([404, 204]);
  });

  test('of another film than was stored refuses the film, whichever came first', async () => {
    const recordingId = await uploadFilm(world, teacher, school.id, Buffer.from('film'));
    const stored = sha256(Buffer.from('film'));
    await world.services.db.updateTable('recording').set({ sha256: stored }).where('id', '=', recordingId).execute();
    const body = { sha256: sha256(Buffer.from('another')) };
    const reply = await world.call(teacher, recordingRoutes.digest, { params: { recordingId }, body });
    expect([reply.status, reply.body.code]).toEqual([422, 'film_hash_differs']);
    expect(await get(recordingId)).toMatchObject({ state: 'failed', problem: 'film_hash_differs', playable: false });
    const retried = await world.call(teacher, recordingRoutes.retry, { params: { recordingId } });
    expect(retried.body).toMatchObject({ state: 'uploaded', problem: null });
    expect(await digestOf(recordingId)).toBeNull();
  });

  test('is kept for the media worker to compare, and cannot be changed', async () => {
    const recordingId = await uploadFilm(world, teacher, school.id, Buffer.from('film'));
    const send = (text: string) =>
      world.call(teacher, recordingRoutes.digest, {
        params: { recordingId },
        body: { sha256: sha256(Buffer.from(text)) },
      });
    expect((await send('film')).status).toBe(204);
    expect((await send('film')).status).toBe(204);
    expect((await send('another')).status).toBe(409);
    expect(await digestOf(recordingId)).toBe(sha256(Buffer.from('film')));
  });
});
