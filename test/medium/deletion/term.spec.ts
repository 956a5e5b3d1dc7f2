import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { Teller } from '@lesblik/server/notifications/teller';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { deletionRoutes } from '@lesblik/shared/deletions';
import { holdRoutes } from '@lesblik/shared/holds';
import { homeRoutes } from '@lesblik/shared/home';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { Retention } from '../../../apps/worker/src/deletion/retention.ts';
import { lesson } from '../../support/recordings.ts';
import { newRecording } from '../../support/lesson.ts';
import { someoneWaits } from '../../support/database-locks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2026-11-22T08:00:00Z');
const clock = new TestClock(START);
let world: World;
let schoolId: string;
let administrator: Somebody;
let teacher: Somebody;
let retention: Retention;

beforeAll(async () => {
  world = await World.open({}, clock);
  const school = await world.school();
  [schoolId, administrator] = [school.id, school.administrator];
  const { db, work, notices } = world.services;
  retention = new Retention(db, clock, work, notices, new Teller(notices, clock));
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  teacher = await world.member(schoolId, 'Docent');
});

const keptUntil = async (keepUntil: string) => {
  const id = await lesson(world, schoolId, teacher, { title: 'Breuken' });
  await world.services.db.updateTable('recording').set({ keepUntil }).where('id', '=', id).execute();
  return id;
};
const told = async () =>
  (await world.call(teacher, notificationRoutes.list, { query: {} })).body.items.filter(
    ({ kind }) => kind === 'lesson_ends',
  );
const status = async (recordingId: string) =>
  (await world.call(teacher, recordingRoutes.get, { params: { recordingId } })).status;
const to = (day: string) => clock.advance(Date.parse(`${day}T08:00:00Z`) - clock.now());
const hold = (body: object = {}) =>
  world.call(administrator, holdRoutes.set, {
    params: { organisationId: schoolId },
    body: {
      ...{ ownerId: teacher.id, recordedFrom: '2026-09-01', recordedUntil: '2026-09-30' },
      ...{ reason: 'Een klacht', until: '2027-01-31', ...body },
    },
  });

test('its owner is told fourteen and three days before, once each, and sees it on Begin; then it goes', async () => {
  const id = await keptUntil('2026-12-20');
  await retention.round();
  expect(await told()).toEqual([]);
  to('2026-12-06');
  for (let round = 0; round < 2; round += 1) await retention.round();
  expect(await told()).toMatchObject([{ title: 'Breuken', spot: { on: 'lesson', recordingId: id } }]);
  const { items } = (await world.call(teacher, homeRoutes.waiting, {})).body;
  expect(items).toMatchObject([{ kind: 'lesson_ends', recordingId: id, keepUntil: '2026-12-20' }]);
  to('2026-12-17');
  for (let round = 0; round < 2; round += 1) await retention.round();
  const notices = world.services.db.selectFrom('notification').select('id').where('subjectId', '=', id);
  expect(await notices.execute()).toHaveLength(2);
  to('2026-12-20');
  await retention.round();
  expect(await status(id)).toBe(200);
  to('2026-12-21');
  await retention.round();
  expect(await status(id)).toBe(404);
  const order = (await world.call(teacher, deletionRoutes.get, { params: { recordingId: id } })).body;
  expect(order).toMatchObject({ reason: 'term', comments: 'stay', certifiedAt: null });
  const logged = world.services.db.selectFrom('auditEntry').select(['kind', 'actorId']).where('recordingId', '=', id);
  expect(await logged.execute()).toContainEqual({ kind: 'deleted', actorId: null });
  expect(await told()).toEqual([]);
});

test('who was not told in time, because no media worker ran, gets three days from when they are; the log says so', async () => {
  const id = await keptUntil('2026-11-30');
  to('2026-12-10');
  await retention.round();
  expect(await status(id)).toBe(200);
  expect(await told()).toMatchObject([{ title: 'Breuken', spot: { on: 'lesson', recordingId: id } }]);
  const params = { recordingId: id };
  expect((await world.call(teacher, recordingRoutes.get, { params })).body.keepUntil).toBe('2026-12-13');
  const log = (await world.call(teacher, auditLogRoutes.list, { params, query: {} })).body.items;
  expect(log).toContainEqual(expect.objectContaining({ kind: 'described', detail: 'told_late', actor: null }));
  to('2026-12-13');
  await retention.round();
  expect(await status(id)).toBe(200);
  to('2026-12-14');
  await retention.round();
  expect(await status(id)).toBe(404);
});

test('nor does a day that is told late put off the one that its owner then chooses', async () => {
  const id = await keptUntil('2026-11-30');
  to('2026-12-10');
  await retention.round();
  const sooner = { params: { recordingId: id }, body: { keepUntil: '2026-12-10' } };
  expect((await world.call(teacher, recordingRoutes.update, sooner)).status).toBe(200);
  to('2026-12-11');
  await retention.round();
  expect(await status(id)).toBe(404);
});

test('a recorded call goes on the day to which others agreed, told or not', async () => {
  const id = await keptUntil('2026-11-30');
  const { db } = world.services;
  await db.updateTable('recording').set({ origin: 'review_call' }).where('id', '=', id).execute();
  to('2026-12-10');
  await retention.round();
  expect(await status(id)).toBe(404);
});

test('who was told before a hold that kept the lesson beyond its day is told once more after it', async () => {
  const id = await keptUntil('2026-12-01');
  to('2026-11-28');
  await retention.round();
  const { body } = await hold();
  to('2026-12-20');
  await retention.round();
  await world.call(administrator, holdRoutes.end, { params: { organisationId: schoolId, holdId: body.id } });
  await retention.round();
  expect(await status(id)).toBe(200);
  expect((await told()).filter(({ unread }) => unread)).toHaveLength(1);
  to('2026-12-24');
  await retention.round();
  expect(await status(id)).toBe(404);
});

test('who keeps it longer after all is told again for that day, and of the former no more', async () => {
  const id = await keptUntil('2026-12-01');
  await retention.round();
  expect(await told()).toHaveLength(1);
  await world.call(teacher, recordingRoutes.update, { params: { recordingId: id }, body: { keepUntil: '2027-03-01' } });
  expect((await told()).every(({ unread }) => !unread)).toBe(true);
  to('2026-12-02');
  await retention.round();
  expect(await status(id)).toBe(200);
});

test('a school that keeps shorter takes no longer day, by default neither', async () => {
  const params = { organisationId: schoolId };
  const changed = await world.call(administrator, organisationRoutes.update, {
    params,
    body: { keepMonths: 2, keepDays: 7 },
  });
  expect(changed.body).toMatchObject({ keepMonths: 2, keepDays: 7 });
  for (const body of [{ keepMonths: 13 }, { keepDays: -1 }])
    expect((await world.call(administrator, organisationRoutes.update, { params, body })).body.code).toBe(
      'invalid_input',
    );
  const { body } = await world.call(teacher, recordingRoutes.create, {
    body: { ...newRecording(schoolId), recordedOn: '2026-11-22', keepUntil: undefined },
  });
  expect(body.keepUntil).toBe('2027-01-22');
  const longer = await world.call(teacher, recordingRoutes.update, {
    params: { recordingId: body.id },
    body: { keepUntil: '2027-01-23' },
  });
  expect(longer.body.code).toBe('keep_until_past');
  await world.call(administrator, organisationRoutes.update, { params, body: { keepMonths: 12, keepDays: 30 } });
});

test('what is held goes by nobody and by no term, until the hold is over; its owner knows why, and the administrator sees no lesson', async () => {
  const id = await keptUntil('2026-12-01');
  const params = { recordingId: id };
  const { status: set, body } = await hold();
  expect(set).toBe(201);
  const refused = await world.call(teacher, recordingRoutes.remove, { params });
  expect([refused.status, refused.body.code, refused.body.details]).toEqual([
    409,
    'recording_held',
    { until: '2027-01-31' },
  ]);
  expect((await world.call(administrator, recordingRoutes.get, { params })).status).toBe(404);
  const { items: mine } = (await world.call(teacher, holdRoutes.mine, {})).body;
  expect(mine).toMatchObject([{ reason: 'Een klacht', until: '2027-01-31', setBy: { id: administrator.id } }]);
  const list = (await world.call(teacher, notificationRoutes.list, { query: {} })).body.items;
  expect(list).toMatchObject([{ kind: 'lessons_held', title: 'Een klacht' }]);
  const log = (await world.call(teacher, auditLogRoutes.list, { params, query: {} })).body.items;
  expect(log.map(({ kind, actor }) => [kind, actor?.id])).toContainEqual(['held', administrator.id]);
  to('2026-12-05');
  await retention.round();
  expect(await status(id)).toBe(200);
  await world.call(administrator, holdRoutes.end, { params: { organisationId: schoolId, holdId: body.id } });
  expect((await world.call(teacher, holdRoutes.mine, {})).body.items).toEqual([]);
  // Three days, of which its owner is told now.
  await retention.round();
  expect([await status(id), (await told()).length]).toEqual([200, 1]);
  to('2026-12-09');
  await retention.round();
  expect(await status(id)).toBe(404);
});

test('who is held does not get out by another day of recording, and a hold that comes at the same moment holds', async () => {
  const id = await keptUntil('2026-12-01');
  const params = { recordingId: id };
  const { body: first } = await hold();
  const describe = (body: object) => world.call(teacher, recordingRoutes.update, { params, body });
  expect((await describe({ recordedOn: '2026-10-01' })).body.code).toBe('recording_held');
  expect((await describe({ recordedOn: '2026-09-01', title: 'Breuken vergelijken' })).status).toBe(200);
  await world.call(administrator, holdRoutes.end, { params: { organisationId: schoolId, holdId: first.id } });
  expect((await describe({ recordedOn: '2026-09-02' })).status).toBe(200);

  const { db } = world.services;
  // As it is set: written, its lessons locked, and not committed yet.
  const { removing } = await db.transaction().execute(async (tx) => {
    const row = {
      organisationId: schoolId,
      ownerId: teacher.id,
      setBy: administrator.id,
      setAt: new Date(clock.now()),
    };
    const days = { recordedFrom: '2026-09-01', recordedUntil: '2026-09-30', until: '2027-01-31' };
    await tx
      .insertInto('legalHold')
      .values({ ...row, ...days, reason: 'Een klacht' })
      .execute();
    await tx.selectFrom('recording').select('id').where('id', '=', id).forShare().execute();
    let over = false;
    const asked = world.call(teacher, recordingRoutes.remove, { params }).finally(() => (over = true));
    await until(async () => over || (await someoneWaits(world)));
    return { removing: asked };
  });
  expect((await removing).body.code).toBe('recording_held');
  expect(await status(id)).toBe(200);
  const log = (await world.call(teacher, auditLogRoutes.list, { params, query: {} })).body.items;
  expect(log.map(({ kind }) => kind)).not.toContain('deleted');
});

test('a hold ends by itself after its day, and covers only the days it names', async () => {
  const inside = await keptUntil('2026-12-01');
  const outside = await keptUntil('2026-12-01');
  await world.services.db
    .updateTable('recording')
    .set({ recordedOn: '2026-10-01' })
    .where('id', '=', outside)
    .execute();
  await hold({ until: '2026-12-10' });
  to('2026-11-28');
  await retention.round();
  to('2026-12-10');
  await retention.round();
  expect([await status(inside), await status(outside)]).toEqual([200, 404]);
  to('2026-12-11');
  await retention.round();
  expect((await told()).map(({ spot }) => spot)).toContainEqual(expect.objectContaining({ recordingId: inside }));
  to('2026-12-15');
  await retention.round();
  expect(await status(inside)).toBe(404);
  for (const wrong of [{ until: '2026-11-01' }, { recordedFrom: '2026-10-01' }])
    expect((await hold(wrong)).body.code).toBe('hold_ends_before');
});
