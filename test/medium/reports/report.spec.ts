import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { ReportContent, reportRoutes } from '@lesblik/shared/reports';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { agree, evaluationOf, fieldOf, sign, toPhase, write } from '../../support/reports.ts';
import { ReviewPage } from '../../support/review-page.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { accept, agreeTo } from '../../support/team.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  pair = await pairOf(world);
});

const params = () => ({ trajectoryId: pair.trajectoryId });
const released = async (as: Somebody) =>
  (await world.call(as, reportRoutes.released, { params: params() })).body.report;
const suggest = (text: string, key: 'learned' | 'hold_on' = 'learned') =>
  world.call(pair.coach, reportRoutes.suggest, { params: params(), body: { key, text } });
const ready = async () => {
  await agree(world, pair, 'report');
  await toPhase(world, pair, 'final_evaluation');
};

describe('signing is refused', () => {
  test('when no written report was agreed, or that was ended, or none was chosen', async () => {
    await toPhase(world, pair, 'final_evaluation');
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    expect((await sign(world, pair)).body.code).toBe('report_not_agreed');
    await agree(world, pair, 'no_report');
    expect((await sign(world, pair)).body.code).toBe('report_not_agreed');
    await agree(world, pair, 'report');
    expect((await sign(world, pair)).status).toBe(201);
  });

  test('before the final evaluation, and after it', async () => {
    await agree(world, pair, 'report');
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    expect((await sign(world, pair)).body.code).toBe('report_too_early');
    await toPhase(world, pair, 'closed');
    expect((await sign(world, pair)).body.code).toBe('trajectory_over');
    expect(await released(pair.client)).toBeNull();
  });

  test('when nothing is released', async () => {
    await ready();
    await write(world, pair, 'learned', { text: 'Rust' });
    expect((await sign(world, pair)).body.code).toBe('report_empty');
  });

  test('when it is not what was read: a word, a choice or a rating came in between', async () => {
    await ready();
    const goalId = (await world.call(pair.teacher, goalRoutes.add, { params: params(), body: { title: 'Wachten' } }))
      .body.id;
    await write(world, pair, 'goal', { released: true, rated: true }, goalId);
    const { digest } = (await world.call(pair.teacher, reportRoutes.preview, { params: params() })).body;
    const late = () =>
      world.call(pair.teacher, reportRoutes.sign, { params: params(), body: { name: 'Noor', digest } });
    await world.call(pair.teacher, goalProgressRoutes.rate, { params: { goalId }, body: { value: 1 } });
    expect((await late()).body.code).toBe('changed_meanwhile');
    expect(await released(pair.client)).toBeNull();
  });
});

describe('what client and supervisor read', () => {
  test('is the signed words alone; later words wait for another signature', async () => {
    await ready();
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    await write(world, pair, 'hold_on', { text: 'Onder ons' });
    expect(await released(pair.client)).toBeNull();
    expect((await sign(world, pair, '  Noor \u202e Docent ')).status).toBe(201);
    for (const one of [pair.client, pair.supervisor, pair.coach, pair.teacher]) {
      const report = await released(one);
      expect(report).toMatchObject({
        signedName: 'Noor Docent',
        content: { texts: [{ key: 'learned', text: 'Rust' }] },
      });
      expect(JSON.stringify(report)).not.toContain('Onder ons');
    }
    await write(world, pair, 'learned', { text: 'Rust, en nog iets' });
    expect((await released(pair.client))?.content.texts[0]?.text).toBe('Rust');
    expect((await evaluationOf(world, pair.teacher, pair)).body.changedSince).toBe(true);
    await sign(world, pair);
    expect((await released(pair.client))?.content.texts[0]?.text).toBe('Rust, en nog iets');
    const { versions, changedSince } = (await evaluationOf(world, pair.coach, pair)).body;
    expect(versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'released'],
      [1, 'replaced'],
    ]);
    expect(changedSince).toBe(false);
  });

  test('is gone when it is withdrawn, and no earlier one comes back; also after the trajectory closed', async () => {
    await ready();
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    const first = (await sign(world, pair)).body.id;
    await write(world, pair, 'period', { released: true });
    const second = (await sign(world, pair)).body.id;
    const withdraw = (reportId: string) => world.call(pair.teacher, reportRoutes.withdraw, { params: { reportId } });
    expect((await withdraw(first)).body.code).toBe('changed_meanwhile');
    await toPhase(world, pair, 'closed');
    expect(await released(pair.client)).not.toBeNull();
    const onPage = async () =>
      (await world.call(pair.client, trajectoryRoutes.overview, { params: params() })).body.report;
    expect(await onPage()).toEqual({ signedName: expect.any(String), signedAt: expect.any(String) });
    expect((await withdraw(second)).status).toBe(204);
    expect(await onPage()).toBeNull();
    expect((await withdraw(second)).status).toBe(204);
    for (const one of [pair.client, pair.supervisor, pair.coach]) expect(await released(one)).toBeNull();
    const pdf = await world.call(pair.client, reportRoutes.pdf, { params: params() });
    expect(pdf.body.code).toBe('not_found');
  });

  test('is theirs only while they belong to the school and have their part', async () => {
    await ready();
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    await sign(world, pair);
    await world.call(pair.teacher, trajectoryRoutes.update, { params: params(), body: { supervisorId: null } });
    for (const one of [pair.supervisor, pair.colleague, pair.administrator])
      expect((await world.call(one, reportRoutes.released, { params: params() })).status).toBe(404);
  });

  test('is nobody’s whom the coach lets in: once one was signed, also where it was withdrawn, the coachee chooses', async () => {
    const update = (as: Somebody, body: Record<string, unknown>) =>
      world.call(as, trajectoryRoutes.update, { params: params(), body });
    const readersAreCoachees = async () =>
      (await world.call(pair.coach, trajectoryRoutes.overview, { params: params() })).body.inside?.readersAreCoachees;
    await ready();
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    expect((await update(pair.coach, { clientId: null })).status).toBe(200);
    expect((await update(pair.coach, { clientId: pair.client.id })).status).toBe(200);
    expect(await readersAreCoachees()).toBe(false);
    const reportId = (await sign(world, pair)).body.id;
    expect(await readersAreCoachees()).toBe(true);
    const refused = { status: 403, body: { code: 'coachee_chooses_readers' } };
    const others = [{ clientId: pair.colleague.id }, { supervisorId: pair.colleague.id }, { supervisorId: null }];
    for (const other of others) expect(await update(pair.coach, { title: 'Anders', ...other })).toMatchObject(refused);
    const step = { phase: 'coaching', clientId: pair.colleague.id };
    expect(await update(pair.coach, step)).toMatchObject(refused);
    expect((await world.call(pair.colleague, reportRoutes.released, { params: params() })).status).toBe(404);
    const same = { title: 'Anders', clientId: pair.client.id, supervisorId: pair.supervisor.id };
    expect(await update(pair.coach, same)).toMatchObject({ status: 200, body: { title: 'Anders' } });
    await world.call(pair.teacher, reportRoutes.withdraw, { params: { reportId } });
    expect(await update(pair.coach, others[0] ?? {})).toMatchObject(refused);
    expect((await update(pair.teacher, others[0] ?? {})).status).toBe(200);
  });

  test('is told to their pages the moment it is there or gone; of what is being written they are not even told', async () => {
    await ready();
    const pages = await Promise.all([pair.client, pair.supervisor].map((one) => ReviewPage.open(world.url, one)));
    const told = pages.map((page) => {
      const heard: string[] = [];
      page.socket.on('trajectory:changed', ({ trajectoryId }) => heard.push(trajectoryId));
      return heard;
    });
    for (const page of pages) await page.ask('trajectory:follow', params());
    await write(world, pair, 'learned', { text: 'Rust', released: true });
    await suggest('Meer rust');
    const [open] = (await evaluationOf(world, pair.teacher, pair)).body.suggestions;
    const refuse = { params: { suggestionId: open?.id ?? '' }, body: { decision: 'refuse' as const } };
    await world.call(pair.teacher, reportRoutes.answer, refuse);
    const reportId = (await sign(world, pair)).body.id;
    for (const heard of told) await until(() => heard.length > 0, 5_000, 'the report');
    expect(told.map(({ length }) => length)).toEqual([1, 1]);
    await world.call(pair.teacher, reportRoutes.withdraw, { params: { reportId } });
    for (const heard of told) await until(() => heard.length === 2, 5_000, 'that it is gone');
    for (const page of pages) page.close();
  });
});

test('the database itself keeps a signed version as it was', async () => {
  await ready();
  await write(world, pair, 'learned', { text: 'Rust', released: true });
  const id = (await sign(world, pair)).body.id;
  const { db } = world.services;
  const stays = 'a signed report stays as it is';
  const content = JSON.stringify({});
  await expect(db.updateTable('reportVersion').set({ content }).where('id', '=', id).execute()).rejects.toThrow(stays);
  await expect(db.deleteFrom('reportVersion').where('id', '=', id).execute()).rejects.toThrow(stays);
  await db.updateTable('reportVersion').set({ withdrawnAt: new Date() }).where('id', '=', id).execute();
  const back = db.updateTable('reportVersion').set({ withdrawnAt: null }).where('id', '=', id).execute();
  await expect(back).rejects.toThrow(stays);
  await db.deleteFrom('trajectory').where('id', '=', pair.trajectoryId).execute();
});

describe('writing', () => {
  test('over words that were not read is refused, and both texts stay with who wrote them', async () => {
    const { revision } = await fieldOf(world, pair, { key: 'learned', goalId: null });
    const from = (text: string) =>
      world.call(pair.teacher, reportRoutes.write, { params: params(), body: { key: 'learned', revision, text } });
    const [one, other] = await Promise.all([from('Van de telefoon'), from('Van de laptop')]);
    expect(new Set([one.status, other.status])).toEqual(new Set([200, 409]));
    expect((one.status === 409 ? one : other).body.code).toBe('changed_meanwhile');
    const kept = await fieldOf(world, pair, { key: 'learned', goalId: null });
    expect([kept.text, kept.revision]).toEqual([one.status === 200 ? 'Van de telefoon' : 'Van de laptop', 1]);
  });

  test('a text of 5,000 characters fits, pasted ones are cleaned, a longer one is refused', async () => {
    const long = 'é'.repeat(5000);
    expect((await write(world, pair, 'learned', { text: long })).body.text).toBe(long);
    expect((await write(world, pair, 'learned', { text: `${long}e` })).body.code).toBe('invalid_input');
    const pasted = await write(world, pair, 'learned', { text: '\u0007Een\r\ntwee\u202e\r' });
    expect(pasted.body.text).toBe('Een\ntwee');
  });

  test('in a fact, of another’s goal or of an archived one is refused', async () => {
    const fact = { key: 'period' as const, revision: 0, text: 'Lang' };
    const put = (body: Parameters<typeof world.call<typeof reportRoutes.write>>[2]['body']) =>
      world.call(pair.teacher, reportRoutes.write, { params: params(), body });
    expect((await put(fact)).body.code).toBe('invalid_input');
    const other = await pairOf(world);
    const goal = async (of: Pair) =>
      (
        await world.call(of.teacher, goalRoutes.add, {
          params: { trajectoryId: of.trajectoryId },
          body: { title: 'Wachten' },
        })
      ).body.id;
    const theirs = await goal(other);
    expect((await put({ key: 'goal', goalId: theirs, revision: 0, text: 'x' })).body.code).toBe(
      'goal_not_of_this_trajectory',
    );
    const goalId = await goal(pair);
    await write(world, pair, 'goal', { text: 'Gelukt', released: true }, goalId);
    await world.call(pair.teacher, goalRoutes.edit, { params: { goalId }, body: { archived: true } });
    expect((await put({ key: 'goal', goalId, revision: 1, text: 'x' })).body.code).toBe('goal_not_of_this_trajectory');
    const { content } = (await world.call(pair.teacher, reportRoutes.preview, { params: params() })).body;
    expect(content.goals).toEqual([]);
  });
});

describe('suggestions', () => {
  test('accepted, its words are the field’s; over words written meanwhile it is not, and stays open', async () => {
    await write(world, pair, 'learned', { text: 'Rust' });
    const { id: suggestionId, about } = (await suggest('Er is meer rust')).body;
    expect(about).toBe('Rust');
    const accepted = (revision: number) =>
      world.call(pair.teacher, reportRoutes.answer, {
        params: { suggestionId },
        body: { decision: 'accept', revision },
      });
    await write(world, pair, 'learned', { text: 'Rust!' });
    expect((await accepted(1)).body.code).toBe('changed_meanwhile');
    expect((await fieldOf(world, pair, { key: 'learned', goalId: null })).text).toBe('Rust!');
    expect((await accepted(2)).body.state).toBe('accepted');
    expect(await fieldOf(world, pair, { key: 'learned', goalId: null })).toMatchObject({
      ...{ text: 'Er is meer rust', released: false, revision: 3 },
    });
    expect((await accepted(3)).body.code).toBe('suggestion_answered');
  });

  test('another for the same field takes its place; one for another field leaves it', async () => {
    const first = (await suggest('Eerst')).body.id;
    await suggest('Anders', 'hold_on');
    await suggest('Beter');
    const { suggestions } = (await evaluationOf(world, pair.teacher, pair)).body;
    expect(suggestions.filter(({ state }) => state === 'open').map(({ text }) => text)).toEqual(['Beter', 'Anders']);
    const late = await world.call(pair.coach, reportRoutes.takeBack, { params: { suggestionId: first } });
    expect(late.body.code).toBe('suggestion_answered');
  });

  test('go with the coach who made them when another takes over', async () => {
    await suggest('Van de eerste coach');
    await world.call(pair.administrator, coachChangeRoutes.replace, {
      params: { organisationId: pair.organisationId, trajectoryId: pair.trajectoryId },
      body: { coachId: pair.colleague.id },
    });
    await agreeTo(world, pair.teacher, pair.trajectoryId);
    await accept(world, pair.colleague);
    const { suggestions } = (await evaluationOf(world, pair.colleague, pair)).body;
    expect(suggestions.map(({ state }) => state)).toEqual(['withdrawn']);
    expect((await evaluationOf(world, pair.coach, pair)).status).toBe(404);
  });
});

test('the process facts are those of the trajectory: its period, talks held, own first and last rating', async () => {
  const { db } = world.services;
  const held = { state: 'held', kind: 'coaching', title: 'Gesprek', timeZone: 'Europe/Amsterdam' };
  const of = { trajectoryId: pair.trajectoryId, offeredBy: pair.coach.id, durationMinutes: 60 };
  await db
    .insertInto('talk')
    .values(
      // Half past midnight in Amsterdam is the evening before elsewhere.
      ['2026-10-01T22:30:00Z', '2026-09-03T13:00:00Z'].map((at) => ({
        ...{ ...held, ...of, agenda: '[]', agendaVersion: 0 },
        ...{ startsAt: new Date(at), heldAt: new Date(at) },
      })),
    )
    .execute();
  const goal = { title: 'Wachten' };
  const goalId = (await world.call(pair.teacher, goalRoutes.add, { params: params(), body: goal })).body.id;
  const rate = (as: Somebody, value: number) =>
    world.call(as, goalProgressRoutes.rate, { params: { goalId }, body: { value, seen: 'Gezien in de les' } });
  await rate(pair.teacher, -1);
  await rate(pair.coach, -2);
  await rate(pair.teacher, 0);
  await rate(pair.teacher, 1);
  await rate(pair.coach, 2);
  for (const key of ['period', 'talks'] as const) await write(world, pair, key, { released: true });
  await write(world, pair, 'goal', { released: true, rated: true, text: 'Ik tel tot drie' }, goalId);
  const { content } = (await world.call(pair.coach, reportRoutes.preview, { params: params() })).body;
  expect(ReportContent.parse(content)).toMatchObject({
    ...{ coachee: 'Docent', coach: 'Coach', school: 'De Regenboog', language: 'nl' },
    period: { from: '2026-09-01', to: '2027-07-01' },
    talks: ['2026-09-03', '2026-10-02'],
    goals: [{ title: 'Wachten', text: 'Ik tel tot drie', rated: { first: { value: -1 }, last: { value: 1 } } }],
  });
});
