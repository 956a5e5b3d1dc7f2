import { segmentName } from '@lesblik/server/media/playlists';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { grantRoutes } from '@lesblik/shared/grants';
import type { Call } from '@lesblik/shared/route';
import type { Somebody, World } from './world.ts';

type NewRecording = Call<typeof recordingRoutes.create>['body'];

export const today = (): string => new Date().toISOString().slice(0, 10);

export const newRecording = (organisationId: string, changes: Partial<NewRecording> = {}): NewRecording => ({
  organisationId,
  title: 'Breuken in groep 6',
  recordedOn: today(),
  classGroup: '6A',
  lawfulBasis: 'internal_coaching',
  fileName: 'les.mp4',
  fileType: 'video/mp4',
  bytes: 10,
  ...changes,
});

/** @returns the id of a recording that waits for its film */
export async function createRecording(
  world: World,
  as: Somebody,
  organisationId: string,
  changes: Partial<NewRecording> = {},
): Promise<string> {
  const reply = await world.call(as, recordingRoutes.create, { body: newRecording(organisationId, changes) });
  if (reply.status !== 201) throw new Error(`create answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}

const encode = (text: string): string => Buffer.from(text).toString('base64');

/** tus by hand, so that a test can send what no client would. */
export function tus(
  url: string,
  as: Somebody | undefined,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: RequestInit['body'],
): Promise<Response> {
  return fetch(new URL(path, url), {
    method,
    headers: { 'tus-resumable': '1.0.0', ...(as && { cookie: as.cookie }), ...headers },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
}

export const startUpload = (
  url: string,
  as: Somebody | undefined,
  recordingId: string,
  length: number,
): Promise<Response> =>
  tus(url, as, 'POST', '/api/uploads', {
    'upload-length': String(length),
    'upload-metadata': `recordingId ${encode(recordingId)},filename ${encode('les.mp4')},filetype ${encode('video/mp4')}`,
  });

export const sendBytes = (
  url: string,
  as: Somebody | undefined,
  location: string,
  offset: number,
  body: RequestInit['body'],
): Promise<Response> =>
  tus(
    url,
    as,
    'PATCH',
    location,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  );

/** Creates a recording and sends its film in one go. */
export async function uploadFilm(
  world: World,
  as: Somebody,
  organisationId: string,
  film: Uint8Array,
): Promise<string> {
  const recordingId = await createRecording(world, as, organisationId, { bytes: film.length });
  const begun = await startUpload(world.url, as, recordingId, film.length);
  const sent = await sendBytes(world.url, as, begun.headers.get('location') ?? '', 0, film as Uint8Array<ArrayBuffer>);
  if (sent.status !== 204) throw new Error(`upload answered ${sent.status}: ${await sent.text()}`);
  return recordingId;
}

/** A recording as the media worker leaves it, with the given bytes as segments of one rung. */
export async function readyRecording(
  world: World,
  owner: Somebody,
  organisationId: string,
  segments: (Uint8Array | undefined)[] = [Buffer.from('first'), Buffer.from('second')],
): Promise<string> {
  const recordingId = await uploadFilm(world, owner, organisationId, Buffer.from('the original'));
  const { db, storage } = world.services;
  await db
    .insertInto('rendition')
    .values({
      ...{ recordingId, name: '480', kind: 'video', width: 854, height: 480, codecs: 'avc1.4d401f' },
      ...{ bitsPerSecond: 1_400_000, timescale: 90_000, segmentTicks: segments.map(() => 360_000), offered: true },
      whole: segments.every((segment) => segment !== undefined),
    })
    .execute();
  await storage.write({ recordingId, name: 'hls/480/init.mp4' }, Buffer.from('init'));
  for (const [n, segment] of segments.entries()) {
    if (segment !== undefined) await storage.write({ recordingId, name: `hls/480/${segmentName(n)}` }, segment);
  }
  await db
    .updateTable('recording')
    .set({
      ...{
        state: segments.includes(undefined) ? 'transcoding' : 'ready',
        playable: true,
        progress: 1,
        hasPicture: true,
      },
      durationMs: segments.length * 4000,
    })
    .where('id', '=', recordingId)
    .execute();
  return recordingId;
}

/** @returns the grant's id */
export async function share(
  world: World,
  owner: Somebody,
  recordingId: string,
  grantee: Somebody,
  { mayComment = true, until = new Date(Date.now() + 24 * 60 * 60 * 1000) } = {},
): Promise<string> {
  const body = { granteeId: grantee.id, mayComment, until: until.toISOString() };
  const reply = await world.call(owner, grantRoutes.give, { params: { recordingId }, body });
  if (reply.status !== 201) throw new Error(`share answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.id;
}
