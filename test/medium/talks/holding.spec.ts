import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { agendaRoutes, type AgendaSection, SUMMARY } from '@lesblik/shared/agendas';
import { talkRoutes } from '@lesblik/shared/talks';
import { sql } from 'kysely';
import { TalkPage } from '../../support/talk-pages.ts';
import { offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
const open: TalkPage[] = [];

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
});
afterAll(() => world.close());
afterEach(() => {
  for (const page of open.splice(0)) page.close();
});

async function page(as: Somebody, talkId: string): Promise<TalkPage> {
  const one = await TalkPage.open(world.url, as, talkId);
  open.push(one);
  return one.loaded();
}

describe('what each prepares', () => {
  const texts = async (as: Somebody, talkId: string, of: Somebody) => {
    const { body } = await world.call(as, talkRoutes.preparations, { params: { talkId } });
    return body.items.find(({ person }) => person.id === of.id)?.texts ?? null;
  };

  test('is not the other’s to read until it is released, and again not when that is taken back', async () => {
    const { id: talkId } = await offered(world, pair);
    const [coach, teacher] = [await page(pair.coach, talkId), await page(pair.teacher, talkId)];
    teacher.field('situation', 'mine').type('Ik durf het niet te zeggen.');
    await teacher.saved();
    expect(await texts(pair.coach, talkId, pair.teacher)).toBeNull();
    expect(coach.line.text('mine', 'situation').toString()).toBe('');
    expect(coach.line.text('shared', 'situation').toString()).toBe('');
    expect(await texts(pair.teacher, talkId, pair.teacher)).toMatchObject({ situation: 'Ik durf het niet te zeggen.' });
    const release = (released: boolean) =>
      world.call(pair.teacher, talkRoutes.release, { params: { talkId }, body: { released } });
    await release(true);
    await until(() => coach.changes > 0);
    expect(await texts(pair.coach, talkId, pair.teacher)).toMatchObject({ situation: 'Ik durf het niet te zeggen.' });
    expect(await texts(pair.teacher, talkId, pair.coach)).toBeNull();
    await release(false);
    expect(await texts(pair.coach, talkId, pair.teacher)).toBeNull();
  });

  test('is not told to the other’s page, and is on all pages of its writer', async () => {
    const { id: talkId } = await offered(world, pair);
    const [coach, desk, phone] = [
      await page(pair.coach, talkId),
      await page(pair.teacher, talkId),
      await page(pair.teacher, talkId),
    ];
    const heard: unknown[] = [];
    coach.socket.on('talk:updated', (notice) => heard.push(notice));
    desk.field('progress', 'mine').type('Alleen ik');
    await until(() => phone.line.text('mine', 'progress').toString() === 'Alleen ik');
    desk.field('progress').type('Wij');
    await until(() => coach.line.text('shared', 'progress').toString() === 'Wij');
    expect(heard).toHaveLength(1);
  });
});

describe('the summary', () => {
  const confirm = (as: Somebody, talkId: string, summary: string) =>
    world.call(as, talkRoutes.confirm, { params: { talkId }, body: { summary } });

  test('that is empty, or another than was read, is not confirmed', async () => {
    const { id: talkId } = await planned(world, pair);
    expect(await confirm(pair.coach, talkId, '')).toMatchObject({ status: 409, body: { code: 'summary_empty' } });
    const coach = await page(pair.coach, talkId);
    const field = coach.field(SUMMARY);
    field.type('Eerste versie');
    await coach.saved();
    field.type(', aangevuld');
    await coach.saved();
    expect(await confirm(pair.teacher, talkId, 'Eerste versie')).toMatchObject({ body: { code: 'changed_meanwhile' } });
  });

  test('confirmed by both, the talk is held; changed after one did, it asks again', async () => {
    const { id: talkId } = await planned(world, pair);
    const coach = await page(pair.coach, talkId);
    const field = coach.field(SUMMARY);
    field.type('We wachten vijf tellen.');
    await coach.saved();
    const first = await confirm(pair.coach, talkId, 'We wachten vijf tellen.');
    expect(first.body).toMatchObject({
      state: 'planned',
      confirmations: [{ person: { id: pair.coach.id }, current: true }],
    });
    field.type(' En we tellen mee.');
    await coach.saved();
    const now = 'We wachten vijf tellen. En we tellen mee.';
    const second = await confirm(pair.teacher, talkId, now);
    expect(second.body).toMatchObject({ state: 'planned' });
    expect(second.body.confirmations.map(({ person, current }) => [person.id, current])).toEqual([
      [pair.coach.id, false],
      [pair.teacher.id, true],
    ]);
    const third = await confirm(pair.coach, talkId, now);
    expect(third.body).toMatchObject({ state: 'held', heldAt: expect.any(String) });
    const reopened = await world.call(pair.teacher, talkRoutes.reopen, { params: { talkId } });
    expect(reopened.body).toMatchObject({ state: 'planned', heldAt: null, confirmations: [] });
  });

  test('both confirm at once: the talk is held', async () => {
    const { id: talkId } = await planned(world, pair);
    const coach = await page(pair.coach, talkId);
    coach.field(SUMMARY).type('Samen');
    await coach.saved();
    await Promise.all([pair.coach, pair.teacher].map((who) => confirm(who, talkId, 'Samen')));
    const { body } = await world.call(pair.coach, talkRoutes.get, { params: { talkId } });
    expect(body.state).toBe('held');
  });
});

test('what was written while the other held the talk comes too late, however long it waited', async () => {
  const { id: talkId } = await planned(world, pair);
  const coach = await page(pair.coach, talkId);
  coach.field('situation').type('Op tijd');
  await coach.saved();
  const { db } = world.services;
  let waiting: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('talkDocument').select('id').where('talkId', '=', talkId).forNoKeyUpdate().execute();
    coach.field('progress').type('Te laat');
    waiting = until(() => coach.line.getState().problem === 'talk_closed', 10_000, 'the refusal of what was too late');
    await until(async () => (await locksWaitedFor()) > 0, 10_000, 'a writer that waits');
    await tx.updateTable('talk').set({ state: 'held', heldAt: new Date() }).where('id', '=', talkId).execute();
  });
  await waiting;
  expect((await page(pair.teacher, talkId)).line.text('shared', 'progress').toString()).toBe('');
});

/** Of the statements on this database. */
async function locksWaitedFor(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(world.services.db);
  return rows[0]?.n ?? 0;
}

describe('an agenda', () => {
  const section = (key: string, title: string | null = null): AgendaSection => ({
    ...{ key, title, hint: null, beside: 'nothing' },
  });
  const change = (version: number, sections: AgendaSection[]) =>
    world.call(pair.administrator, agendaRoutes.change, {
      params: { organisationId: pair.organisationId, kind: 'intake' },
      body: { version, sections },
    });

  test('changed while somebody fills it in: that talk keeps its version, a new one gets the other', async () => {
    const { id: talkId } = await offered(world, pair, { kind: 'intake' });
    const coach = await page(pair.coach, talkId);
    coach.field('acquaintance').type('Al begonnen');
    await coach.saved();
    expect(await change(0, [section('situation'), section('eigen-deel', 'Ons eigen onderdeel')])).toMatchObject({
      status: 200,
      body: { version: 1 },
    });
    coach.field('worries_wishes').type('En verder');
    await coach.saved();
    const { body: old } = await world.call(pair.teacher, talkRoutes.get, { params: { talkId } });
    expect(old).toMatchObject({ agendaVersion: 0 });
    expect(old.agenda.map(({ key }) => key)).toContain('acquaintance');
    const { id } = await offered(world, pair, { kind: 'intake' });
    const { body: fresh } = await world.call(pair.teacher, talkRoutes.get, { params: { talkId: id } });
    expect(fresh).toMatchObject({ agendaVersion: 1, agenda: [{ key: 'situation' }, { title: 'Ons eigen onderdeel' }] });
  });

  test('of two who change it at once, one is asked to look again', async () => {
    const { body } = await world.call(pair.administrator, agendaRoutes.list, {
      params: { organisationId: pair.organisationId },
    });
    const version = body.items.find(({ kind }) => kind === 'intake')?.version ?? -1;
    const both = await Promise.all([change(version, [section('situation')]), change(version, [section('learned')])]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('without sections, with a key twice, the summary’s key or no words for a section is refused', async () => {
    const wrong = [[], [section('situation'), section('situation')], [section(SUMMARY, 'X')], [section('nieuw')]];
    for (const sections of wrong) expect((await change(99, sections)).body.code).toBe('invalid_input');
  });
});
