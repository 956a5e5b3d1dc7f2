import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Comment, commentRoutes } from '@lesblik/shared/comments';
import { PROTOCOL } from '@lesblik/shared/protocol';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { createApp } from '../../apps/api/src/app.ts';
import { openServices, type Services } from '../../apps/api/src/base/services.ts';
import { RecordingAccessService } from '../../apps/api/src/recordings/recording-access.service.ts';
import { lesson, share } from '../support/recordings.ts';
import { ReviewPage } from '../support/review-page.ts';
import { until } from '../support/until.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let schoolId: string;
let administrator: Somebody;
let teacher: Somebody;
let coach: Somebody;
let colleague: Somebody;
let recordingId: string;
let pages: ReviewPage[] = [];
/** Ahead of the clock that revisions follow, so that here they follow each other: this and 1, this and 2 … */
const BEFORE = Date.now() + 3_600_000;

beforeAll(async () => {
  world = await World.open();
  const school = await world.school();
  schoolId = school.id;
  administrator = school.administrator;
  [teacher, coach, colleague] = await Promise.all([
    world.member(schoolId, 'Docent'),
    world.member(schoolId, 'Coach'),
    world.member(schoolId, 'Collega'),
  ]);
});
afterAll(() => world.close());
beforeEach(async () => {
  recordingId = await lesson(world, schoolId, teacher, { commentRevision: BEFORE });
  await share(world, recordingId, teacher, coach);
});
afterEach(() => {
  for (const page of pages) page.close();
  pages = [];
});

const open = async (as: Somebody | undefined, protocol?: unknown, url = world.url) => {
  const page = await ReviewPage.open(url, as, protocol);
  pages.push(page);
  return page;
};
const inRoom = async (as: Somebody, revision = 0, url?: string) => {
  const page = await open(as, undefined, url);
  await page.join(recordingId, revision);
  return page;
};
const add = async (
  as: Somebody,
  text: string,
  more: { private?: boolean; parentId?: string } = {},
): Promise<Comment> => {
  const { body } = await world.call(as, commentRoutes.add, {
    params: { recordingId },
    body: { clientKey: randomUUID(), kind: 'compliment', moment: { startMs: 1000 }, text, ...more },
  });
  return body;
};
const edit = (as: Somebody, { id }: Comment, body: Record<string, unknown>) =>
  world.call(as, commentRoutes.edit, { params: { commentId: id }, body });
const remove = (as: Somebody, { id }: Comment) => world.call(as, commentRoutes.remove, { params: { commentId: id } });
const told = (page: ReviewPage) =>
  page
    .of('comment:changed')
    .map(({ comment }) => [comment.revision - BEFORE, comment.deletedAt === null ? comment.text : 'gone']);

/** Changes that follow each other within a moment may arrive as the last of them; so a test that counts waits for each. */
const reached = (page: ReviewPage, revision: number) => until(() => told(page).at(-1)?.[0] === revision);

describe('at the door', () => {
  test('nobody comes in without a session, or with a page of another version', async () => {
    await expect(ReviewPage.open(world.url, undefined)).rejects.toThrow('not_signed_in');
    await expect(ReviewPage.open(world.url, { ...teacher, cookie: 'lesblik.session_token=x.y' })).rejects.toThrow(
      'not_signed_in',
    );
    await expect(ReviewPage.open(world.url, teacher, 0)).rejects.toThrow('protocol_too_old');
  });

  test("a page of another host gets no line, though the browser sends the teacher's cookie along", async () => {
    await expect(
      ReviewPage.open(world.url, teacher, PROTOCOL, { origin: 'https://elders.example.org' }),
    ).rejects.toThrow('websocket error');
    const own = await ReviewPage.open(world.url, teacher, PROTOCOL, { origin: world.url });
    own.socket.close();
  });

  test('an administrator and a colleague find no room, and the attempt is in the log', async () => {
    for (const one of [administrator, colleague]) {
      const page = await open(one);
      await expect(page.join(recordingId)).rejects.toThrow('not_found');
      expect(await page.ask('review:playhead', { recordingId, atMs: 0, playing: true })).toMatchObject({
        ok: false,
        problem: { code: 'not_found' },
      });
    }
    const refusals = await world.services.db
      .selectFrom('auditEntry')
      .select('actorId')
      .where('recordingId', '=', recordingId)
      .where('kind', '=', 'refused')
      .execute();
    expect(new Set(refusals.map(({ actorId }) => actorId))).toEqual(new Set([administrator.id, colleague.id]));
    await add(teacher, 'Niet voor hen');
    const page = await inRoom(teacher);
    await add(teacher, 'Ook niet');
    await until(() => told(page).length === 1);
    expect(pages.slice(0, 2).flatMap((one) => one.heard)).toEqual([]);
  });

  test('who comes in and is not its owner has opened the lesson, also where they never ask for its film', async () => {
    for (const one of [coach, coach, teacher]) await inRoom(one);
    const opened = await world.services.db
      .selectFrom('auditEntry')
      .select(['actorId', 'device'])
      .where('recordingId', '=', recordingId)
      .where('kind', '=', 'opened')
      .execute();
    expect(opened).toEqual([{ actorId: coach.id, device: 'computer' }]);
  });

  test('a request that is not in the contract’s form is answered with what is wrong', async () => {
    const page = await open(teacher);
    const wrong = [{}, { recordingId: 'x', revision: 0 }, { recordingId, revision: -1 }, null, 'x', [1, 2]];
    for (const payload of wrong) {
      expect(await page.askAnything('review:join', payload)).toMatchObject({
        ok: false,
        problem: { code: 'invalid_input' },
      });
    }
    const half = { recordingId, atMs: 1.5, playing: true };
    expect(await page.ask('review:playhead', half)).toMatchObject({ ok: false, problem: { code: 'invalid_input' } });
  });

  test('a flood of messages is refused, a message too large cuts the line, and others do not notice', async () => {
    const [page, other] = [await inRoom(teacher), await inRoom(coach)];
    const flood = await Promise.all(
      Array.from({ length: 200 }, (_, atMs) => page.ask('review:playhead', { recordingId, atMs, playing: true })),
    );
    const refused = flood.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ problem: { code: 'too_many_requests' } });
    page.socket.emit('review:leave', { recordingId: 'x'.repeat(64 * 1024) }, () => undefined);
    await until(() => !page.socket.connected);
    await add(coach, 'Gewoon verder');
    await until(() => told(other).length === 1);
  });
});

describe('live comments', () => {
  test('a private comment reaches its author’s other tab and nobody else', async () => {
    const [mine, theirs] = [await inRoom(coach), await inRoom(teacher)];
    const comment = await add(coach, 'Alleen voor mij', { private: true });
    await reached(mine, 1);
    await edit(coach, comment, { text: 'Nog steeds' });
    await add(coach, 'Voor iedereen');
    await until(() => told(theirs).length > 0);
    expect(told(theirs)).toEqual([[3, 'Voor iedereen']]);
    await until(() => told(mine).length === 3);
    expect(told(mine)).toEqual([
      [1, 'Alleen voor mij'],
      [2, 'Nog steeds'],
      [3, 'Voor iedereen'],
    ]);
  });

  test('made private it is deleted for others; made public again it is there again', async () => {
    const [mine, theirs] = [await inRoom(coach), await inRoom(teacher)];
    const comment = await add(coach, 'Twijfel');
    await reached(theirs, 1);
    await edit(coach, comment, { private: true });
    await reached(theirs, 2);
    await edit(coach, comment, { text: 'Geheim' });
    await reached(mine, 3);
    await edit(coach, comment, { text: 'Toch', private: false });
    await reached(theirs, 4);
    await reached(mine, 4);
    expect(told(theirs)).toEqual([
      [1, 'Twijfel'],
      [2, 'gone'],
      [4, 'Toch'],
    ]);
    expect(told(mine).map(([, text]) => text)).toEqual(['Twijfel', 'Twijfel', 'Geheim', 'Toch']);
  });

  test('comments by two people at once arrive at everybody in the order of revisions, none missing, none twice', async () => {
    const everybody = [await inRoom(coach), await inRoom(teacher), await inRoom(teacher)];
    await Promise.all(Array.from({ length: 30 }, (_, n) => add(n % 2 === 0 ? coach : teacher, `${n}`)));
    await until(() => everybody.every((page) => told(page).length === 30));
    for (const page of everybody) {
      expect(told(page).map(([revision]) => revision)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    }
  });

  test('a deleted thread goes reply by reply, and comes back whole', async () => {
    const root = await add(coach, 'Vraag');
    await add(teacher, 'Antwoord', { parentId: root.id });
    const page = await inRoom(teacher, BEFORE + 2);
    await remove(coach, root);
    await reached(page, 4);
    await world.call(coach, commentRoutes.restore, { params: { commentId: root.id } });
    await until(() => told(page).length === 4);
    expect(told(page)).toEqual([
      [3, 'gone'],
      [4, 'gone'],
      [5, 'Vraag'],
      [6, 'Antwoord'],
    ]);
  });

  test('a page that comes back while others go on writing gets every change once, in order', async () => {
    const first = await inRoom(teacher);
    await add(coach, '1');
    await until(() => told(first).length === 1);
    first.close();
    const writing = (async () => {
      for (let n = 2; n <= 40; n += 1) await add(coach, `${n}`);
    })();
    await until(async () => {
      const { body } = await world.call(teacher, commentRoutes.list, { params: { recordingId }, query: {} });
      return body.revision > BEFORE + 8;
    });
    const back = await open(teacher);
    const answer = await back.join(recordingId, BEFORE + 1);
    await writing;
    await until(() => told(back).at(-1)?.[0] === 40);
    const all = [
      ...answer.missed.map(({ revision }) => revision - BEFORE),
      ...told(back).map(([revision]) => revision),
    ];
    expect(all).toEqual(Array.from({ length: 39 }, (_, n) => n + 2));
    expect(answer.missed.at(-1)?.revision).toBe(answer.revision);
  });

  test('when a newcomer knows more than the room was told yet, the room is told', async () => {
    const page = await inRoom(teacher);
    await add(coach, 'Gehoord');
    await reached(page, 1);
    // As if the notice of this change were still on its way.
    const { db } = world.services;
    const values = { recordingId, authorId: coach.id, clientKey: randomUUID(), kind: 'question', startMs: 0 };
    await db
      .insertInto('comment')
      .values({ ...values, text: 'Nog niet', revision: BEFORE + 2, publishedRevision: BEFORE + 2 })
      .execute();
    await db
      .updateTable('recording')
      .set({ commentRevision: BEFORE + 2 })
      .where('id', '=', recordingId)
      .execute();
    await inRoom(coach, BEFORE + 2);
    await until(() => told(page).length === 2);
    expect(told(page)).toEqual([
      [1, 'Gehoord'],
      [2, 'Nog niet'],
    ]);
  });

  test('who left the room hears no more', async () => {
    const [page, other] = [await inRoom(coach), await inRoom(teacher)];
    await page.ask('review:leave', { recordingId });
    await add(teacher, 'Na het vertrek');
    await until(() => told(other).length === 1);
    expect(told(page)).toEqual([]);
  });
});

describe('two API processes', () => {
  let services: Services;
  let second: Awaited<ReturnType<typeof createApp>>;
  beforeAll(async () => {
    services = await openServices(world.services.config);
    second = await createApp(services);
    await second.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await second.close();
    await services.shutdown.end();
  });

  test('a comment made at one is told at the other, and each sees who watches at both', async () => {
    const here = await inRoom(teacher);
    const there = await inRoom(coach, 0, await second.getUrl());
    await there.ask('review:playhead', { recordingId, atMs: 4200, playing: true });
    await add(teacher, 'Hier gezegd');
    await until(() => told(there).length === 1 && told(here).length === 1);
    const names = (page: ReviewPage) =>
      page
        .of('review:viewers')
        .at(-1)
        ?.viewers.map(({ person, atMs }) => `${person.name} ${atMs}`);
    await until(() => names(here)?.includes('Coach 4200') === true && names(there)?.includes('Docent 0') === true);
    there.close();
    await until(() => names(here)?.join() === 'Docent 0');
  });
});

describe('who watches', () => {
  test('everybody in the room sees who is there and where their playhead is, at most twice a second', async () => {
    const since = performance.now();
    const page = await inRoom(teacher);
    const other = await inRoom(coach);
    for (let atMs = 0; atMs <= 30; atMs += 1) await other.ask('review:playhead', { recordingId, atMs, playing: true });
    const last = () => page.of('review:viewers').at(-1)?.viewers;
    await until(() => last()?.some(({ person, atMs }) => person.id === coach.id && atMs === 30));
    const told = page.of('review:viewers').length;
    expect(told).toBeLessThanOrEqual((performance.now() - since) / 500 + 2);
    other.close();
    await until(() => last()?.every(({ person }) => person.id === teacher.id));
  });

  test('a newcomer is told at once who is there', async () => {
    await inRoom(teacher);
    const { viewers } = await (await open(coach)).join(recordingId);
    expect(viewers.map(({ person }) => person.name).toSorted()).toEqual(['Coach', 'Docent']);
  });
});

describe('when access ends', () => {
  const ended = (page: ReviewPage) => page.of('review:ended');
  const withdraw = () =>
    world.services.db
      .updateTable('recordingGrant')
      .set({ withdrawnAt: new Date() })
      .where('recordingId', '=', recordingId)
      .execute();
  const tell = (bus: NoticeBus, personId: string | null, reason: 'withdrawn' | 'deleted') =>
    bus.publish({ kind: 'access_ended', recordingId, personId, reason });

  test('withdrawn: the coach is told and put out within a second, the teacher stays', async () => {
    const [out, stays] = [await inRoom(coach), await inRoom(teacher)];
    await withdraw();
    await tell(world.services.notices, coach.id, 'withdrawn');
    await until(() => ended(out).length === 1);
    expect(ended(out)).toEqual([{ recordingId, reason: 'withdrawn' }]);
    await add(teacher, 'Niet meer voor de coach');
    await until(() => told(stays).length === 1);
    expect(told(out)).toEqual([]);
    expect(ended(stays)).toEqual([]);
    await expect(out.join(recordingId)).rejects.toThrow('not_found');
  });

  test('shortened and then expired: the coach is put out when the time has come', async () => {
    const page = await inRoom(coach);
    await world.services.db
      .updateTable('recordingGrant')
      .set({ until: new Date(Date.now() + 1500) })
      .where('recordingId', '=', recordingId)
      .execute();
    await world.services.notices.publish({ kind: 'grants_changed', recordingId, personId: coach.id });
    await until(() => ended(page).length === 1);
    expect(ended(page)).toEqual([{ recordingId, reason: 'expired' }]);
  });

  test('left the school: whoever was removed is put out of every room', async () => {
    const guest = await world.member(schoolId, 'Gastcoach', 'guest');
    await share(world, recordingId, teacher, guest);
    const [out, stays] = [await inRoom(guest), await inRoom(coach)];
    await world.services.db.deleteFrom('membership').where('personId', '=', guest.id).execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(() => ended(out).length === 1);
    expect(stays.heard.filter(({ name }) => name === 'review:ended')).toEqual([]);
  });

  test('its owner left the school: whoever it was shared with is told and put out', async () => {
    const leaver = await world.member(schoolId, 'Vertrekker');
    await world.services.db
      .updateTable('recording')
      .set({ ownerId: leaver.id })
      .where('id', '=', recordingId)
      .execute();
    const page = await inRoom(coach);
    await world.services.db.deleteFrom('membership').where('personId', '=', leaver.id).execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(() => ended(page).length === 1);
    expect(ended(page)).toEqual([{ recordingId, reason: 'expired' }]);
  });

  test('narrowed while the line for notices was down: found at the next look, and entered anew', async () => {
    const [out, stays] = [await inRoom(coach), await inRoom(teacher)];
    await world.services.db
      .updateTable('recordingGrant')
      .set({ startMs: 5000, endMs: 9000 })
      .where('recordingId', '=', recordingId)
      .execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(() => ended(out).length === 1);
    expect([ended(out), ended(stays)]).toEqual([[{ recordingId, reason: 'range_changed' }], []]);
    await add(teacher, 'Buiten het deel');
    await until(() => told(stays).length === 1);
    expect(told(out)).toEqual([]);
    await out.join(recordingId);
    await world.services.notices.publish({ kind: 'grants_changed', recordingId, personId: coach.id });
    await out.ask('review:playhead', { recordingId, atMs: 6000, playing: false });
    await until(
      () =>
        stays
          .of('review:viewers')
          .at(-1)
          ?.viewers.some(({ atMs }) => atMs === 6000) === true,
    );
    expect(ended(out)).toHaveLength(1);
  });

  test('deleted: everybody is told', async () => {
    const everybody = [await inRoom(coach), await inRoom(teacher)];
    await tell(world.services.notices, null, 'deleted');
    await until(() => everybody.every((page) => ended(page)[0]?.reason === 'deleted'));
  });

  test('signed out: the line is cut, of that sign-in only', async () => {
    const again = { ...coach, cookie: await world.signIn(coach.email) };
    const [out, stays] = [await inRoom(again), await inRoom(coach)];
    const response = await fetch(`${world.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: {
        cookie: again.cookie,
        'content-type': 'application/json',
        origin: world.services.config.http.publicUrl,
      },
      body: '{}',
    });
    expect(response.status).toBe(200);
    await until(() => !out.socket.connected);
    expect(stays.socket.connected).toBe(true);
  });
});

describe('preparation', () => {
  const progress = (page: ReviewPage) =>
    page.of('recording:changed').map(({ state, renditions }) => [state, renditions]);
  const tell = (state: 'uploading' | 'uploaded' | 'probing') =>
    world.services.notices.publish({
      kind: 'recording_changed',
      recordingId,
      state,
      playable: false,
      progress: 0.1,
      secondsLeft: 60,
      problem: null,
    });

  test('a colleague follows nothing; the owner hears each step and each new quality', async () => {
    const [owner, stranger] = [await open(teacher), await open(colleague)];
    for (const page of [owner, stranger]) {
      expect(await page.ask('recordings:follow', { recordingIds: [recordingId, randomUUID()] })).toMatchObject({
        ok: true,
      });
    }
    await tell('probing');
    await world.services.notices.publish({ kind: 'rendition_added', recordingId, name: '720' });
    await until(() => progress(owner).length === 2);
    expect(progress(owner)).toEqual([
      ['probing', false],
      ['ready', true],
    ]);
    expect(stranger.heard).toEqual([]);
  });

  /** Told once more; once the owner has heard it, it has arrived at the page before the next answer on its line. */
  const hears = async (page: ReviewPage, owner: ReviewPage) => {
    const [before, ofOwner] = [progress(page).length, progress(owner).length];
    await tell('probing');
    await until(() => progress(owner).length > ofOwner);
    await page.ask('review:leave', { recordingId });
    return progress(page).length > before;
  };
  const follow = async (as: Somebody) => {
    const page = await open(as);
    await page.ask('recordings:follow', { recordingIds: [recordingId] });
    return page;
  };

  test('whose grant runs out follows no more', async () => {
    await share(world, recordingId, teacher, colleague, { until: new Date(Date.now() + 4000) });
    const [page, owner] = [await follow(colleague), await follow(teacher)];
    expect(await hears(page, owner)).toBe(true);
    await until(async () => !(await hears(page, owner)));
  });

  test('whose membership ends follows no more', async () => {
    const guest = await world.member(schoolId, 'Gastcoach', 'guest');
    await share(world, recordingId, teacher, guest);
    const [page, owner] = [await follow(guest), await follow(teacher)];
    expect(await hears(page, owner)).toBe(true);
    await world.services.db.deleteFrom('membership').where('personId', '=', guest.id).execute();
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(async () => !(await hears(page, owner)));
  });

  test('whose grant is withdrawn while the page is let in is not left in', async () => {
    const access = world.app.get(RecordingAccessService, { strict: false });
    const findAll = access.findAll.bind(access);
    const [page, owner] = [await open(coach), await follow(teacher)];
    const spy = jest.spyOn(access, 'findAll').mockImplementationOnce(async (...asked) => {
      const found = await findAll(...asked);
      await world.services.db.deleteFrom('recordingGrant').where('recordingId', '=', recordingId).execute();
      const ended = { kind: 'access_ended', recordingId, personId: coach.id, reason: 'withdrawn' } as const;
      await world.services.notices.publish(ended);
      await tell('uploaded');
      await until(() => progress(owner).length > 0);
      return found;
    });
    try {
      await page.ask('recordings:follow', { recordingIds: [recordingId] });
    } finally {
      spy.mockRestore();
    }
    expect(await hears(page, owner)).toBe(false);
  });

  test('who uploads for a teacher follows it until the film is whole, and not after', async () => {
    await world.services.db
      .updateTable('recording')
      .set({ uploaderId: colleague.id, uploadedAt: null, state: 'uploading' })
      .where('id', '=', recordingId)
      .execute();
    const [page, owner] = [await open(colleague), await open(teacher)];
    for (const one of [page, owner]) await one.ask('recordings:follow', { recordingIds: [recordingId] });
    await tell('uploading');
    await tell('uploaded');
    await tell('probing');
    await until(() => progress(owner).length === 3);
    expect(progress(page).map(([state]) => state)).toEqual(['uploading', 'uploaded']);
  });
});
