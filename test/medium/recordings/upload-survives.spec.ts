import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { UploadsService } from '../../../apps/api/src/uploads/uploads.service.ts';
import { apiProcess } from '../../support/api-process.ts';
import { createRecording, sendBytes, startUpload, tus } from '../../support/lesson.ts';
import { limitBytes, testBucket } from '../../support/s3/test-bucket.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const MiB = 1024 * 1024;
/** Two API processes, or an S3 server, have to start first. */
const LONG_MS = 180_000;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function school(env: Record<string, string> = {}) {
  const world = await World.open(env);
  closing.push(() => world.close());
  const { id } = await world.school();
  return { world, schoolId: id, teacher: await world.member(id, 'Docent') };
}

const state = async (world: World, as: Somebody, recordingId: string) =>
  (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body.state;

/** Sends up to `pauseAt`, then nothing more until the line breaks. */
function stalling(film: Uint8Array, pauseAt: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= pauseAt) return new Promise<void>(() => undefined);
      controller.enqueue(film.subarray(at, Math.min(at + 65_536, pauseAt)));
      at = Math.min(at + 65_536, pauseAt);
      return undefined;
    },
  });
}

async function goOn(url: string, as: Somebody, location: string, film: Uint8Array<ArrayBuffer>): Promise<number> {
  const head = await tus(url, as, 'HEAD', location);
  expect(head.status).toBe(200);
  const offset = Number(head.headers.get('upload-offset'));
  expect((await sendBytes(url, as, location, offset, film.subarray(offset))).status).toBe(204);
  return offset;
}

describe('an upload', () => {
  test(
    'goes on where it was after the API was killed, and the film is the same',
    async () => {
      const { world, schoolId, teacher } = await school();
      const film = randomBytes(24 * MiB);
      const recordingId = await createRecording(world, teacher, schoolId, { bytes: film.length });
      const first = await apiProcess(world);
      const begun = await startUpload(first.url, teacher, recordingId, film.length);
      const location = begun.headers.get('location') ?? '';
      const sending = sendBytes(first.url, teacher, location, 0, stalling(film, 17 * MiB));
      const broken = sending.then(
        ({ status }) => `answered ${status}`,
        (error: Error) => error.message,
      );
      await until(async () => {
        const row = await world.services.db
          .selectFrom('recording')
          .select('progress')
          .where('id', '=', recordingId)
          .executeTakeFirstOrThrow();
        return (row.progress ?? 0) > 0;
      });
      // Everything sent has reached the disk of the store, but for what is under way.
      await until(
        async () => ((await world.services.uploads.find(location.split('/').at(-1) ?? ''))?.offset ?? 0) > 12 * MiB,
      );
      await first.kill();
      expect(await broken).toBe('fetch failed');

      const second = await apiProcess(world);
      closing.push(() => second.stop());
      expect(await goOn(second.url, teacher, location, film)).toBeGreaterThan(12 * MiB);
      expect(await state(world, teacher, recordingId)).toBe('uploaded');
      expect(await world.services.storage.hash({ recordingId, name: 'original' })).toBe(sha256(film));
    },
    LONG_MS,
  );

  test('that was whole when the API died is handed on when somebody looks', async () => {
    const { world, schoolId, teacher } = await school();
    const film = Buffer.from('the whole film');
    const recordingId = await createRecording(world, teacher, schoolId, { bytes: film.length });
    const begun = await startUpload(world.url, teacher, recordingId, film.length);
    const location = begun.headers.get('location') ?? '';
    // What a process leaves that died between the last byte and the word to the media worker.
    await world.services.uploads.write(location.split('/').at(-1) ?? '', 0, new Blob([film]).stream());
    expect(await state(world, teacher, recordingId)).toBe('created');
    const head = await tus(world.url, teacher, 'HEAD', location);
    expect(head.headers.get('upload-offset')).toBe(String(film.length));
    expect(await state(world, teacher, recordingId)).toBe('uploaded');
  });

  test('that nobody went on with for a week is given up, its bytes gone and its end told', async () => {
    const { world, schoolId, teacher } = await school();
    const recordingId = await createRecording(world, teacher, schoolId, { bytes: 100 });
    const begun = await startUpload(world.url, teacher, recordingId, 100);
    const location = begun.headers.get('location') ?? '';
    await sendBytes(world.url, teacher, location, 0, 'x'.repeat(40));
    const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    await world.services.db
      .updateTable('recording')
      .set({ progressAt: longAgo })
      .where('id', '=', recordingId)
      .execute();
    await world.app.get(UploadsService, { strict: false }).sweep();
    expect(await state(world, teacher, recordingId)).toBe('failed');
    const late = await sendBytes(world.url, teacher, location, 40, 'x'.repeat(60));
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([410, 'upload_expired']);
    const left: string[] = [];
    for await (const { recordingId: of } of world.services.uploads.list()) left.push(of);
    expect(left).toEqual([]);
  });
});

describe('an upload to a bucket', () => {
  const onS3 = async () => {
    const { options: bucket, stop } = await testBucket();
    closing.push(stop);
    return {
      ...(await school({
        S3_ENDPOINT: bucket.endpoint,
        S3_REGION: bucket.region,
        S3_BUCKET: bucket.bucket,
        S3_ACCESS_KEY_ID: bucket.accessKeyId,
        S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
      })),
      bucket,
    };
  };

  test(
    'goes on and comes back the same, whole and in ranges',
    async () => {
      const { world, schoolId, teacher } = await onS3();
      const film = randomBytes(12 * MiB);
      const recordingId = await createRecording(world, teacher, schoolId, { bytes: film.length });
      const begun = await startUpload(world.url, teacher, recordingId, film.length);
      const location = begun.headers.get('location') ?? '';
      const part = film.subarray(0, 7 * MiB + 11);
      expect((await sendBytes(world.url, teacher, location, 0, part)).status).toBe(204);
      expect(await goOn(world.url, teacher, location, film)).toBe(part.length);
      const original = (headers: Record<string, string> = {}) =>
        fetch(`${world.url}/api/recordings/${recordingId}/original`, {
          headers: { cookie: teacher.cookie, ...headers },
        });
      expect(sha256(Buffer.from(await (await original()).arrayBuffer()))).toBe(sha256(film));
      const range = await original({ range: 'bytes=8000000-8000999' });
      expect([
        range.status,
        Buffer.from(await range.arrayBuffer()).equals(film.subarray(8_000_000, 8_001_000)),
      ]).toEqual([206, true]);
    },
    LONG_MS,
  );

  test(
    'that has no room left is told so, keeps what it has and goes on when there is room',
    async () => {
      const { world, schoolId, teacher, bucket } = await onS3();
      const film = randomBytes(24 * MiB);
      const recordingId = await createRecording(world, teacher, schoolId, { bytes: film.length });
      const begun = await startUpload(world.url, teacher, recordingId, film.length);
      const location = begun.headers.get('location') ?? '';
      expect((await sendBytes(world.url, teacher, location, 0, film.subarray(0, 11 * MiB))).status).toBe(204);
      await limitBytes(bucket, 2_000_000);
      const full = await sendBytes(world.url, teacher, location, 11 * MiB, film.subarray(11 * MiB));
      expect([full.status, ((await full.json()) as { code: string }).code]).toEqual([507, 'storage_full']);
      await limitBytes(bucket, 0);
      expect(await goOn(world.url, teacher, location, film)).toBeGreaterThan(0);
      expect(await world.services.storage.hash({ recordingId, name: 'original' })).toBe(sha256(film));
    },
    LONG_MS,
  );
});
