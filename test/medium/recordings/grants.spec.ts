import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { grantRoutes } from '@lesblik/shared/grants';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { readyRecording, share } from '../../support/lesson.ts';
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

const tomorrow = () => new Date(Date.now() + 24 * 60 * 60 * 1000);
const give = (as: Somebody, recordingId: string, granteeId: string, until_ = tomorrow()) =>
  world.call(as, grantRoutes.give, {
    params: { recordingId },
    body: { granteeId, mayComment: true, until: until_.toISOString() },
  });
const get = (as: Somebody, recordingId: string) => world.call(as, recordingRoutes.get, { params: { recordingId } });
const log = async (recordingId: string) =>
  (await world.call(teacher, auditLogRoutes.list, { params: { recordingId }, query: {} })).body.items;

describe('sharing', () => {
  test('is nobody’s but the owner’s, a commenter’s neither', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    expect((await give(school.administrator, recordingId, school.administrator.id)).status).toBe(404);
    await share(world, teacher, recordingId, coach);
    expect((await give(coach, recordingId, school.administrator.id)).status).toBe(403);
    const reply = await world.call(coach, grantRoutes.list, { params: { recordingId } });
    expect(reply.status).toBe(403);
  });

  test('with somebody of another school, or until a moment that has passed, is refused', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const elsewhere = await world.school('Elders');
    expect((await give(teacher, recordingId, elsewhere.administrator.id)).body.code).toBe('not_a_member');
    expect((await give(teacher, recordingId, coach.id, new Date(Date.now() - 1000))).body.code).toBe('grant_in_past');
  });

  test('twice with one person is refused; after it ran out it is not', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await share(world, teacher, recordingId, coach, { until: new Date(Date.now() + 4000) });
    expect((await give(teacher, recordingId, coach.id)).body.code).toBe('grant_exists');
    await until(async () => (await get(coach, recordingId)).status === 404);
    expect((await give(teacher, recordingId, coach.id)).status).toBe(201);
  });

  test('of many at once with one person gives one grant', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const replies = await Promise.all(Array.from({ length: 6 }, () => give(teacher, recordingId, coach.id)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(5);
  });

  test('shows the recording to that person, with what they may do', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const grantId = await share(world, teacher, recordingId, coach, { mayComment: false });
    expect((await get(coach, recordingId)).body.may).toEqual(['watch']);
    const body = { mayComment: true };
    expect((await world.call(teacher, grantRoutes.change, { params: { grantId }, body })).body.mayComment).toBe(true);
    expect((await get(coach, recordingId)).body.may).toEqual(['watch', 'comment']);
    const listed = await world.call(teacher, grantRoutes.list, { params: { recordingId } });
    expect(listed.body.items.map(({ grantee }) => grantee)).toEqual([{ id: coach.id, name: 'Coach' }]);
    expect((await get(teacher, recordingId)).body.grantCount).toBe(1);
  });
});

describe('ending', () => {
  test('a withdrawn grant gives nothing and cannot be withdrawn or changed again', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const grantId = await share(world, teacher, recordingId, coach);
    expect((await world.call(coach, grantRoutes.withdraw, { params: { grantId } })).status).toBe(403);
    expect((await world.call(school.administrator, grantRoutes.withdraw, { params: { grantId } })).status).toBe(404);
    expect((await world.call(teacher, grantRoutes.withdraw, { params: { grantId } })).status).toBe(204);
    expect((await get(coach, recordingId)).status).toBe(404);
    expect((await world.call(teacher, grantRoutes.withdraw, { params: { grantId } })).status).toBe(404);
    const body = { until: tomorrow().toISOString() };
    expect((await world.call(teacher, grantRoutes.change, { params: { grantId }, body })).status).toBe(404);
    expect((await world.call(teacher, grantRoutes.list, { params: { recordingId } })).body.items).toEqual([]);
  });

  test('tells every process who may not watch any more', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const grantId = await share(world, teacher, recordingId, coach);
    const heard: unknown[] = [];
    const stop = world.services.notices.subscribe((notice) => heard.push(notice));
    await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
    const ended = { kind: 'access_ended', recordingId, personId: coach.id, reason: 'withdrawn' };
    await until(() => heard.some((notice) => JSON.stringify(notice) === JSON.stringify(ended)));
    stop();
  });

  test('a guest whose stay is over has lost everything, grants and own recordings', async () => {
    const guest = await world.member(school.id, 'Gastcoach', 'guest', new Date(Date.now() + 3_600_000));
    const shared = await readyRecording(world, teacher, school.id);
    const nobody = { params: { recordingId: shared }, body: { noPupils: true } };
    await world.call(teacher, recordingRoutes.update, nobody);
    await share(world, teacher, shared, guest);
    const own = await readyRecording(world, guest, school.id);
    expect((await get(guest, shared)).status).toBe(200);
    await world.services.db
      .updateTable('membership')
      .set({ endsAt: new Date(Date.now() - 1000) })
      .where('personId', '=', guest.id)
      .execute();
    expect((await get(guest, shared)).status).toBe(404);
    expect((await get(guest, own)).status).toBe(404);
    expect((await world.call(guest, recordingRoutes.list, { query: {} })).body.items).toEqual([]);
  });
});

describe('an owner who leaves the school', () => {
  const leave = (owner: Somebody) =>
    world.call(school.administrator, organisationRoutes.removeMember, {
      params: { organisationId: school.id, personId: owner.id },
    });

  test('takes every grant along: nobody could withdraw it any more', async () => {
    const leaver = await world.member(school.id, 'Vertrekker');
    const recordingId = await readyRecording(world, leaver, school.id);
    await share(world, leaver, recordingId, coach);
    expect((await get(coach, recordingId)).status).toBe(200);
    expect((await leave(leaver)).status).toBe(204);
    expect((await get(coach, recordingId)).status).toBe(404);
    const { items } = (await world.call(coach, recordingRoutes.list, { query: {} })).body;
    expect(items.map(({ id }) => id)).not.toContain(recordingId);
  });

  test('does so too where the stay ends by itself; another’s lessons are watched on', async () => {
    const guest = await world.member(school.id, 'Gastdocent', 'guest', new Date(Date.now() + 3_600_000));
    const [theirs, mine] = [
      await readyRecording(world, guest, school.id),
      await readyRecording(world, teacher, school.id),
    ];
    await share(world, guest, theirs, coach);
    await share(world, teacher, mine, coach);
    await world.services.db
      .updateTable('membership')
      .set({ endsAt: new Date(Date.now() - 1000) })
      .where('personId', '=', guest.id)
      .execute();
    expect((await get(coach, theirs)).status).toBe(404);
    expect((await get(coach, mine)).status).toBe(200);
  });
});

describe('the log', () => {
  test('tells of grants in plain details', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const grantId = await share(world, teacher, recordingId, coach, { mayComment: false });
    const until_ = tomorrow().toISOString();
    await world.call(teacher, grantRoutes.change, { params: { grantId }, body: { until: until_ } });
    await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
    const entries = (await log(recordingId)).filter(({ subject }) => subject !== null);
    expect(entries.map(({ kind }) => kind)).toEqual(['withdrawn', 'grant_changed', 'granted']);
    for (const entry of entries) {
      expect([entry.actor, entry.subject]).toEqual([
        { id: teacher.id, name: 'Docent' },
        { id: coach.id, name: 'Coach' },
      ]);
    }
    expect(entries[1]).toMatchObject({ until: until_, mayComment: null });
    expect(entries[2]).toMatchObject({ mayComment: false });
  });
});
