import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commentRoutes } from '@lesblik/shared/comments';
import { sealRoutes } from '@lesblik/shared/seals';
import { askFor, download, exportWorker, type Unzipped, unzipped } from '../../support/exports.ts';
import { filmed } from '../../support/export-scene.ts';
import { share } from '../../support/recordings.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
let recordingId: string;

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
  const { teacher, coach, colleague, organisationId, trajectoryId } = pair;
  recordingId = (await filmed(world, organisationId, teacher, { trajectoryId })).id;
  await share(world, recordingId, teacher, coach);
  await share(world, recordingId, teacher, colleague);
  await said(colleague, 'LOS van de collega');
  // What stood before is held too.
  await said(coach, 'EERDER van de coach');
  const { status } = await world.call(coach, sealRoutes.start, {
    params: { recordingId },
    body: { coachId: coach.id },
  });
  expect(status).toBe(201);
  await said(coach, 'APART van de coach');
  await said(teacher, 'APART van de docent');
});
afterAll(() => world.close());

async function said(as: Somebody, text: string): Promise<void> {
  const body = { clientKey: randomUUID(), kind: 'question' as const, moment: { startMs: 1000 }, text, goalIds: [] };
  expect((await world.call(as, commentRoutes.add, { params: { recordingId }, body })).status).toBe(201);
}

async function archiveOf(as: Somebody): Promise<Unzipped> {
  const exportId = await askFor(world, as);
  await exportWorker(world).make(exportId);
  return unzipped(new Uint8Array(await (await download(world, as, exportId)).arrayBuffer()));
}

/** Whose comments stand anywhere in it, films apart. */
const found = ({ files }: Unzipped) => {
  const all = [...files].filter(([path]) => !path.includes('/film')).map(([, bytes]) => bytes.toString());
  return [...new Set(all.join('\n').match(/(EERDER|APART|LOS) van de \w+/g))].toSorted();
};

test('what somebody else wrote under a seal is in nobody’s archive until it opens; what one wrote oneself is, as one’s own', async () => {
  const { teacher, coach, colleague, client, supervisor, administrator } = pair;
  const own = await archiveOf(teacher);
  expect(found(own)).toEqual(['APART van de docent', 'LOS van de collega']);
  expect(own.data.lessons[0]?.comments.map(({ text, private: kept }) => [text, kept])).toEqual([
    ['LOS van de collega', false],
    ['APART van de docent', true],
  ]);
  expect(own.text(`${own.data.lessons[0]?.folder}/opmerkingen.vtt`)).toContain('Vraag, privé: APART van de docent');
  expect(found(await archiveOf(coach))).toEqual(['APART van de coach', 'EERDER van de coach']);
  expect(found(await archiveOf(colleague))).toEqual(['LOS van de collega']);
  for (const other of [client, supervisor, administrator]) expect(found(await archiveOf(other))).toEqual([]);

  expect((await world.call(teacher, sealRoutes.open, { params: { recordingId } })).status).toBe(200);
  const opened = await archiveOf(teacher);
  expect(found(opened)).toEqual([
    ...['APART van de coach', 'APART van de docent', 'EERDER van de coach', 'LOS van de collega'],
  ]);
  expect(opened.data.lessons[0]?.comments.some(({ private: kept }) => kept)).toBe(false);
  expect(found(await archiveOf(coach))).toEqual(['APART van de coach', 'EERDER van de coach']);
}, 60_000);
