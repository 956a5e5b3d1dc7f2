import { calendarRoutes } from '@lesblik/shared/calendar';
import { createRecording, startUpload } from '../lesson.ts';
import type { Role, Scene } from '../scene.ts';
import { type Answers, but, open, owner, watchers } from './answers.ts';
import { cast, world } from './stage.ts';

type Given = Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; path: string };

/** What is asked for by its address, and is no call of the contract or one of many that a route answers. */
export interface AddressRow {
  name: string;
  answers: Answers;
  /** The same for everybody; made once a scene. */
  given: (scene: Scene) => Given | Promise<Given>;
}

const row = (name: string, answers: AddressRow['answers'], given: AddressRow['given']): AddressRow => ({
  name,
  answers,
  given,
});

const get = (path: string) => ({ path });
const inHls = (file: string) =>
  row(file, watchers(200), ({ recordingId }) => get(`/api/recordings/${recordingId}/hls/480/${file}`));

/** A film of the owner's on its way: where it is sent to. */
const onItsWay = async (): Promise<string> => {
  const recordingId = await createRecording(world, cast.owner, cast.organisationId);
  const begun = await startUpload(world.url, cast.owner, recordingId, 10);
  return begun.headers.get('location') ?? '';
};
const sender = but(404, { owner: 204 });
const resumable = { 'tus-resumable': '1.0.0' };

const calendar = async (): Promise<string> => {
  const { body } = await world.call(cast.owner, calendarRoutes.make, {});
  return new URL(body.address).pathname;
};

export const addressRows: readonly AddressRow[] = [
  ...['init.mp4', '0.m4s', '1.m4s', 'index.m3u8'].map(inHls),
  row('a segment that the film does not have', but(404), ({ recordingId }) =>
    get(`/api/recordings/${recordingId}/hls/480/9.m4s`),
  ),
  row('a piece of the original', owner(206), ({ recordingId }) => ({
    path: `/api/recordings/${recordingId}/original`,
    headers: { range: 'bytes=0-3' },
  })),

  row('tus: a film begins', but(404, { owner: 201 }), async () => ({
    ...{ method: 'POST', path: '/api/uploads' },
    headers: {
      ...resumable,
      'upload-length': '10',
      'upload-metadata': `recordingId ${Buffer.from(await createRecording(world, cast.owner, cast.organisationId)).toString('base64')}`,
    },
  })),
  row('tus: how far a film is', but(404, { owner: 200 }), async () => ({
    ...{ method: 'HEAD', path: await onItsWay(), headers: resumable },
  })),
  row('tus: bytes of a film', sender, async () => ({
    ...{ method: 'PATCH', path: await onItsWay(), body: 'vier' },
    headers: { ...resumable, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  })),
  row('tus: taking a film back, which nobody does that way', but(404), async () => ({
    ...{ method: 'DELETE', path: await onItsWay(), headers: resumable },
  })),

  // Whoever has the address, a calendar program above all, reads when talks are, and nothing else.
  row('a calendar by its secret address', open(200), async () => get(await calendar())),
  row('a calendar whose address was ended', open(404), async () => {
    const path = await calendar();
    await world.call(cast.owner, calendarRoutes.end, {});
    return get(path);
  }),
];

/** Answered outside the contract, and by whom it may be read. */
export const outsideContract: Readonly<Record<string, string>> = {
  '/api/health': 'says that the server lives',
  '/api/ready': 'names its parts',
  '/api/metrics': 'counts, for this machine or a token',
  '/api/openapi.json': 'the contract itself',
  '/api/docs*': 'its page',
  '/api/auth/*path': 'signing in and out, and own second steps: better-auth’s, each tested in identity/',
  '/api/uploads': 'tus, above',
  '/api/uploads/:uploadId': 'tus, above',
};

export const sentBy = async (role: Role, { path, headers, ...rest }: Given): Promise<number> => {
  const cookie = cast[role]?.cookie;
  const response = await fetch(world.url + path, {
    ...rest,
    headers: { ...headers, ...(cookie !== undefined && { cookie }) },
  });
  await response.body?.cancel();
  return response.status;
};
