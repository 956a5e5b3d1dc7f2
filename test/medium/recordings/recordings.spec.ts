import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { bind, JobRunner } from '@lesblik/server/jobs/job-runner';
import { deleteRecording } from '@lesblik/server/media/media-jobs';
import { createRecording, newRecording, readyRecording, share, today, uploadFilm } from '../../support/lesson.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let coach: Somebody;

beforeAll(async () => {
  world = await World.open({ MAX_FILM_BYTES: '1000000' });
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  coach = await world.member(school.id, 'Coach');
});
afterAll(() => world.close());

const create = (as: Somebody, changes: Parameters<typeof newRecording>[1] = {}, organisationId = school.id) =>
  world.call(as, recordingRoutes.create, { body: newRecording(organisationId, changes) });

const get = (as: Somebody, recordingId: string) => world.call(as, recordingRoutes.get, { params: { recordingId } });
const list = (
  as: Somebody,
  query: { cursor?: string; limit?: number; organisationId?: string; trajectoryId?: string } = {},
) => world.call(as, recordingRoutes.list, { query });

const inMonths = (months: number): string => {
  const date = new Date();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
};

describe('making a recording', () => {
  test('a film larger than the largest is refused before a byte travels', async () => {
    const reply = await create(teacher, { bytes: 1_000_001 });
    expect([reply.status, reply.body.code, reply.body.details]).toEqual([
      413,
      'film_too_large',
      { mostBytes: 1_000_000 },
    ]);
  });

  test('in a school one does not belong to is refused as if there were none', async () => {
    const elsewhere = await world.school('Elders');
    expect((await create(teacher, {}, elsewhere.id)).status).toBe(404);
  });

  test('for somebody of another school is refused', async () => {
    const elsewhere = await world.school('Elders');
    const reply = await create(teacher, { ownerId: elsewhere.administrator.id });
    expect([reply.status, reply.body.code]).toEqual([400, 'not_a_member']);
  });

  test('by who films for a colleague, saying in the owner’s name that no pupil can be seen', async () => {
    const filming = await world.member(school.id, 'Filmt voor een ander');
    const reply = await create(filming, { ownerId: teacher.id, noPupils: true });
    expect([reply.status, reply.body.code]).toEqual([403, 'not_allowed']);
    expect((await create(filming, { ownerId: teacher.id })).status).toBe(201);
    expect((await create(teacher, { noPupils: true })).body.noPupils).toBe(true);
  });

  test.each([
    ['yesterday', { keepUntil: '2020-01-01' }],
    ['more than twelve months after the day of recording', { keepUntil: inMonths(14) }],
  ])('keeping it until %s is refused', async (_, changes) => {
    const reply = await create(teacher, changes);
    expect([reply.status, reply.body.code]).toEqual([400, 'keep_until_past']);
  });

  test('of a lesson in the future is refused', async () => {
    expect((await create(teacher, { recordedOn: inMonths(2) })).body.code).toBe('invalid_input');
  });

  test('is said to be of no later day than it was added on, which would keep it longer', async () => {
    const { id, createdAt } = (await create(teacher, {})).body;
    const describe = (recordedOn: string) =>
      world.call(teacher, recordingRoutes.update, {
        params: { recordingId: id },
        body: { recordedOn, keepUntil: inMonths(6) },
      });
    await world.services.db
      .updateTable('recording')
      .set({ createdAt: new Date(Date.parse(createdAt) - 30 * 86_400_000) })
      .where('id', '=', id)
      .execute();
    const daysAgo = (days: number) => new Date(Date.parse(createdAt) - days * 86_400_000).toISOString().slice(0, 10);
    expect((await describe(daysAgo(1))).body.code).toBe('invalid_input');
    expect((await describe(daysAgo(31))).status).toBe(200);
  });

  test('in another teacher’s trajectory is refused as if there were none', async () => {
    const body = {
      organisationId: school.id,
      title: 'Klassenmanagement',
      coacheeId: coach.id,
      coachId: teacher.id,
      startsOn: today(),
      endsOn: inMonths(3),
    };
    const trajectory = await world.call(teacher, trajectoryRoutes.create, { body });
    expect(trajectory.status).toBe(201);
    const trajectoryId = trajectory.body.id;
    expect((await create(teacher, { trajectoryId })).status).toBe(404);
    const own = await create(coach, { trajectoryId });
    expect(own.status).toBe(201);
    expect((await list(coach, { trajectoryId })).body.items.map(({ id }) => id)).toEqual([own.body.id]);
  });

  test('lists of somebody in two schools hold one school’s, when it is named', async () => {
    const elsewhere = await world.school('De Linde');
    const both = await world.member(school.id, 'Vakleerkracht');
    const membership = { organisationId: elsewhere.id, personId: both.id, role: 'guest' };
    await world.services.db.insertInto('membership').values(membership).execute();
    const here = await create(both);
    const there = await create(both, {}, elsewhere.id);
    const idsOf = async (query: Parameters<typeof list>[1]) => (await list(both, query)).body.items.map(({ id }) => id);
    expect(await idsOf({ organisationId: school.id })).toEqual([here.body.id]);
    expect(await idsOf({ organisationId: elsewhere.id })).toEqual([there.body.id]);
    expect(await idsOf({})).toEqual([there.body.id, here.body.id]);
  });

  test('is private, and kept for twelve months unless said otherwise', async () => {
    const reply = await create(teacher, { fileName: '../x/\u202eles.mp4', recordedOn: '2026-11-01' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      owner: { id: teacher.id, name: 'Docent' },
      state: 'created',
      progress: null,
      playable: false,
      keepUntil: '2027-11-01',
      recordedOn: '2026-11-01',
      fileName: '_x_les.mp4',
      grantCount: 0,
    });
    expect(reply.body.may).toContain('delete');
    expect((await get(school.administrator, reply.body.id)).status).toBe(404);
    expect((await list(school.administrator)).body.items).toEqual([]);
  });
});

describe('the quota', () => {
  test('holds when many want the last room at once', async () => {
    const small = await world.school('Klein');
    const member = await world.member(small.id, 'Docent');
    await world.services.db.updateTable('organisation').set({ quotaBytes: 1000 }).where('id', '=', small.id).execute();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => create(member, { bytes: 300, title: 'Les' }, small.id)),
    );
    const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, 201, 201, 413, 413, 413, 413, 413]);
    const refused = replies.find(({ status }) => status === 413);
    expect([refused?.body.code, refused?.body.details]).toEqual(['quota_exceeded', { bytesLeft: 100 }]);
  });

  test('counts no upload that was cancelled, and asks again when it is to begin anew', async () => {
    const small = await world.school('Klein');
    const member = await world.member(small.id, 'Docent');
    await world.services.db.updateTable('organisation').set({ quotaBytes: 1000 }).where('id', '=', small.id).execute();
    const first = await createRecording(world, member, small.id, { bytes: 800 });
    await world.call(member, recordingRoutes.cancel, { params: { recordingId: first } });
    await createRecording(world, member, small.id, { bytes: 800 });
    const retried = await world.call(member, recordingRoutes.retry, { params: { recordingId: first } });
    expect([retried.status, retried.body.code]).toEqual([413, 'quota_exceeded']);
  });
});

describe('the list', () => {
  test('shows own and shared recordings, newest first, page by page', async () => {
    const somebody = await world.member(school.id, 'Collega');
    const own: string[] = [];
    for (let n = 0; n < 3; n += 1) own.push(await createRecording(world, somebody, school.id));
    const shared = await readyRecording(world, teacher, school.id);
    await share(world, teacher, shared, somebody, { mayComment: false });
    const first = await list(somebody, { limit: 2 });
    const second = await list(somebody, { limit: 2, cursor: first.body.next ?? '' });
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual([shared, ...own.toReversed()]);
    expect(second.body.next).toBeNull();
    expect(first.body.items[0]).toMatchObject({ may: ['watch'], grantCount: 0 });
    expect(first.body.items[0]?.sharedUntil).not.toBeNull();
  });

  test('goes by the day of the lesson, of one day by what was made last, over pages', async () => {
    const somebody = await world.member(school.id, 'Collega');
    const days = ['2026-09-10', '2026-09-02', '2026-09-10', '2026-09-20'];
    const made: string[] = [];
    for (const recordedOn of days) made.push(await createRecording(world, somebody, school.id, { recordedOn }));
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await list(somebody, { limit: 1, ...(cursor !== undefined && { cursor }) });
      listed.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual([made[3], made[2], made[0], made[1]]);
  });

  test('takes no cursor that is none', async () => {
    expect((await list(teacher, { cursor: 'nonsense' })).status).toBe(400);
    const crooked = Buffer.from(JSON.stringify({ day: 'z', time: 'x', id: 'y' })).toString('base64url');
    expect((await list(teacher, { cursor: crooked })).status).toBe(400);
  });
});

describe('describing', () => {
  test('is the owner’s, keeps the limits and is told in the log', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await share(world, teacher, recordingId, coach);
    const update = (as: Somebody, body: { title?: string; keepUntil?: string }) =>
      world.call(as, recordingRoutes.update, { params: { recordingId }, body });
    expect((await update(coach, { title: 'Van mij' })).status).toBe(403);
    expect((await update(teacher, { keepUntil: '2020-01-01' })).body.code).toBe('keep_until_past');
    const reply = await update(teacher, { title: 'Breuken vergelijken', keepUntil: inMonths(2) });
    expect([reply.status, reply.body.title, reply.body.keepUntil]).toEqual([200, 'Breuken vergelijken', inMonths(2)]);
  });
});

describe('cancelling and trying again', () => {
  test('a ready recording can do neither', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    for (const route of [recordingRoutes.cancel, recordingRoutes.retry]) {
      const reply = await world.call(teacher, route, { params: { recordingId } });
      expect([reply.status, reply.body.code]).toEqual([409, 'recording_state']);
    }
  });

  test('what was cancelled after the last byte is converted once more', async () => {
    const recordingId = await uploadFilm(world, teacher, school.id, Buffer.from('film'));
    const cancelled = await world.call(teacher, recordingRoutes.cancel, { params: { recordingId } });
    expect(cancelled.body.state).toBe('cancelled');
    const retried = await world.call(teacher, recordingRoutes.retry, { params: { recordingId } });
    expect([retried.status, retried.body.state]).toEqual([200, 'uploaded']);
    expect(await world.services.storage.size({ recordingId, name: 'original' })).toBe(4);
  });
});

describe('deleting', () => {
  test('is the owner’s alone and takes it away from everybody at once', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await share(world, teacher, recordingId, coach);
    const remove = (as: Somebody) => world.call(as, recordingRoutes.remove, { params: { recordingId } });
    expect((await remove(coach)).status).toBe(403);
    expect((await remove(school.administrator)).status).toBe(404);
    expect((await remove(teacher)).status).toBe(204);
    expect((await get(teacher, recordingId)).status).toBe(404);
    expect((await list(teacher)).body.items.map(({ id }) => id)).not.toContain(recordingId);
    expect((await list(coach)).body.items.map(({ id }) => id)).not.toContain(recordingId);
  });

  test('asks the media worker, after whom the store lists nothing', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const { services } = world;
    const runner = new JobRunner({
      connection: { databaseUrl: services.config.database.url, redisUrl: undefined },
      log: services.log,
      definitions: [deleteRecording],
      handlers: [
        bind(deleteRecording, async ({ payload }) => {
          await services.storage.deleteRecording(payload.recordingId);
          return {};
        }),
      ],
      concurrency: { media: 1, view: 1, chores: 1 },
    });
    await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
    await runner.start();
    const listed = async () => {
      const names: string[] = [];
      for await (const { name } of services.storage.list(recordingId)) names.push(name);
      return names;
    };
    expect(await listed()).toContain('original');
    await until(async () => (await listed()).length === 0);
    await runner.close();
    await expect(services.keys.get(recordingId)).rejects.toMatchObject({ code: 'key_missing' });
  });
});
