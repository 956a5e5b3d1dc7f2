import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MediaRepository } from '../../apps/worker/src/pipeline/media.repository.ts';
import { StepsRepository } from '../../apps/worker/src/pipeline/steps.repository.ts';
import { World } from '../support/world.ts';

let world: World;
let recordingId: string;

beforeAll(async () => {
  world = await World.open();
  const { id: organisationId, administrator } = await world.school();
  const { id } = await world.services.db
    .insertInto('recording')
    .values({
      ...{
        organisationId,
        ownerId: administrator.id,
        uploaderId: administrator.id,
        title: 'Les',
        state: 'transcoding',
      },
      ...{ recordedOn: '2026-09-01', classGroup: '', lawfulBasis: 'internal_coaching', keepUntil: '2027-06-01' },
      ...{ fileName: 'les.mp4', bytes: 1, hasPicture: true, hasSound: false },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  recordingId = id;
});
afterAll(() => world.close());

test('a film that can be played from its start, and is all there at the same moment, is both', async () => {
  const { db } = world.services;
  const [media, steps] = [new MediaRepository(db), new StepsRepository(db)];
  for (let round = 0; round < 100; round += 1) {
    await media.forget(recordingId);
    await db
      .insertInto('rendition')
      .values({
        recordingId,
        name: 'copy',
        kind: 'video',
        codecs: '',
        bitsPerSecond: 1,
        timescale: 1,
        segmentTicks: [1],
      })
      .execute();
    const open = ['copy', 'hash'].map((name) => ({ recordingId, name, work: 1 }));
    await db.insertInto('mediaStep').values(open).execute();
    const [finished] = await Promise.all([steps.finish(recordingId, 'copy'), media.offer(recordingId, ['copy'])]);
    expect(finished).toEqual({ whole: ['copy'], completing: false });
    const of = db.selectFrom('rendition').select(['offered', 'whole']).where('recordingId', '=', recordingId);
    expect(await of.execute()).toEqual([{ offered: true, whole: true }]);
  }
}, 60_000);
