import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SUMMARY } from '@lesblik/shared/agendas';
import { talkRoutes } from '@lesblik/shared/talks';
import * as Y from 'yjs';
import { ReviewPage } from '../../support/review-page.ts';
import { Device, TalkPage } from '../../support/talk-pages.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
let talkId: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  talkId = (await offered(world, pair)).id;
});
afterEach(() => {
  for (const page of open.splice(0)) page.close();
});

async function page(as: Somebody, device?: Device): Promise<TalkPage> {
  const one = await TalkPage.open(world.url, as, talkId, device);
  open.push(one);
  return one.loaded();
}

async function bare(as: Somebody): Promise<ReviewPage> {
  const one = await ReviewPage.open(world.url, as);
  open.push(one);
  return one;
}

const nothing = Y.encodeStateVector(new Y.Doc());
const joining = () => ({ talkId, shared: nothing, mine: nothing });
/** An update in which somebody typed `words` in a field. */
function written(words: string, field = 'situation'): Uint8Array {
  const doc = new Y.Doc();
  doc.getText(field).insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}
const updates = (words: string, field?: string) => ({ talkId, text: 'shared' as const, update: written(words, field) });

describe('who is refused', () => {
  test('client and supervisor cannot enter a talk or write in it; for others there is none', async () => {
    for (const [who, code] of [
      [pair.client, 'not_allowed'],
      [pair.supervisor, 'not_allowed'],
      [pair.administrator, 'not_found'],
      [pair.colleague, 'not_found'],
    ] as const) {
      const socket = await bare(who);
      for (const answer of [
        await socket.ask('talk:join', joining()),
        await socket.ask('talk:update', updates('van buiten')),
        await socket.ask('talk:presence', { talkId, field: null }),
      ])
        expect(answer).toMatchObject({ ok: false, problem: { code: expect.stringMatching(`${code}|not_found`) } });
    }
    const coach = await page(pair.coach);
    expect(coach.line.text('shared', 'situation').toString()).toBe('');
  });

  test('nobody hears what is written without having entered', async () => {
    const outside = await Promise.all([pair.client, pair.colleague].map(bare));
    for (const one of outside) await one.ask('talk:join', joining());
    const [coach, teacher] = [await page(pair.coach), await page(pair.teacher)];
    coach.field('situation').type('onder ons');
    await until(() => teacher.line.text('shared', 'situation').toString() === 'onder ons');
    for (const one of outside) expect(one.heard).toEqual([]);
  });

  test('what is no text, not a field, too long, too large or follows on nothing is not taken in', async () => {
    const coach = await bare(pair.coach);
    const nested = new Y.Doc();
    nested.getMap('situation').set('x', 'y');
    const later = new Y.Doc();
    const text = later.getText('situation');
    text.insert(0, 'eerst');
    const before = Y.encodeStateVector(later);
    text.insert(5, ' daarna');
    const refuse = async (update: Uint8Array) => {
      const answer = await coach.ask('talk:update', { talkId, text: 'shared', update });
      return answer.ok ? 'taken' : answer.problem.code;
    };
    expect(await refuse(new Uint8Array([9, 9, 9]))).toBe('talk_text_refused');
    expect(await refuse(written('x', 'geheim'))).toBe('talk_text_refused');
    expect(await refuse(Y.encodeStateAsUpdate(nested))).toBe('talk_text_refused');
    expect(await refuse(Y.encodeStateAsUpdate(later, before))).toBe('talk_text_refused');
    expect(await refuse(written('x'.repeat(25_000)))).toBe('invalid_input');
    expect(await coach.askAnything('talk:update', { talkId, text: 'theirs', update: written('x') })).toMatchObject({
      problem: { code: 'invalid_input' },
    });
    const doc = new Y.Doc();
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const state = Y.encodeStateVector(doc);
      doc.getText('progress').insert(0, 'x'.repeat(15_000));
      answers.push(await refuse(Y.encodeStateAsUpdate(doc, state)));
    }
    expect(answers).toEqual(['taken', 'taken', 'taken', 'talk_text_too_long']);
    expect((await page(pair.teacher)).line.text('shared', 'progress')).toHaveLength(45_000);
  });

  test('a summary is not a field of a preparation', async () => {
    const coach = await bare(pair.coach);
    const update = written('x', SUMMARY);
    expect(await coach.ask('talk:update', { talkId, text: 'mine', update })).toMatchObject({
      problem: { code: 'talk_text_refused' },
    });
    expect(await coach.ask('talk:update', { talkId, text: 'shared', update })).toMatchObject({ ok: true });
  });

  test('a guest whose end date passes during a talk can write no more and is put out; what was written stays', async () => {
    const guest = await world.member(pair.organisationId, 'Gastcoach', 'guest', new Date(Date.now() + 3_600_000));
    await world.services.db
      .updateTable('trajectory')
      .set({ coachId: guest.id })
      .where('id', '=', pair.trajectoryId)
      .execute();
    try {
      const coach = await page(guest);
      const field = coach.field('situation');
      field.type('tot hier');
      await coach.saved();
      await world.services.db
        .updateTable('membership')
        .set({ endsAt: new Date(Date.now() - 1000) })
        .where('personId', '=', guest.id)
        .execute();
      field.type(' en verder');
      await until(() => coach.line.getState().line === 'ended');
      const teacher = await page(pair.teacher);
      expect(teacher.line.text('shared', 'situation').toString()).toBe('tot hier');
    } finally {
      await world.services.db
        .updateTable('trajectory')
        .set({ coachId: pair.coach.id })
        .where('id', '=', pair.trajectoryId)
        .execute();
    }
  });

  test('whoever takes part no longer is put out when memberships change', async () => {
    const guest = await world.member(pair.organisationId, 'Vertrekker');
    const set = (coachId: string) =>
      world.services.db.updateTable('trajectory').set({ coachId }).where('id', '=', pair.trajectoryId).execute();
    await set(guest.id);
    const coach = await page(guest);
    await set(pair.coach.id);
    await world.services.notices.publish({ kind: 'sessions_changed' });
    await until(() => coach.line.getState().line === 'ended');
  });
});

describe('two people in one talk', () => {
  test('both words stand in one field, and who is where is told', async () => {
    const [coach, teacher] = [await page(pair.coach), await page(pair.teacher)];
    coach.line.enter('situation');
    await until(
      () => teacher.line.getState().present.find(({ field }) => field === 'situation')?.person.id === pair.coach.id,
    );
    const [one, other] = [coach.field('situation'), teacher.field('situation')];
    one.type('Wachten. ');
    other.type('Vragen. ');
    await Promise.all([coach.saved(), teacher.saved()]);
    await until(() => one.value === other.value && one.value.length === 'Wachten. Vragen. '.length);
    expect(['Wachten. Vragen. ', 'Vragen. Wachten. ']).toContain(one.value);
    coach.close();
    await until(() => teacher.line.getState().present.length === 1);
  });

  test('for five minutes over a line that drops ten times: not a character lost, both screens equal at the end', async () => {
    // 200 characters a minute each, as fast as they can be typed.
    const CHARACTERS = 1_000;
    const [coach, teacher] = [await page(pair.coach), await page(pair.teacher)];
    const fields = [coach, teacher].map((one) => ({ one, area: one.field('situation') }));
    const words = [
      Array.from({ length: CHARACTERS }, (_, n) => 'abcdefghij klmnopqrst.'[n % 22] ?? ''),
      Array.from({ length: CHARACTERS }, (_, n) => 'αβγδεζηθικ·λμνξοπρστ,'[n % 21] ?? ''),
    ];
    let drops = 0;
    for (let n = 0; n < CHARACTERS; n += 1) {
      fields.forEach(({ area }, who) => area.type(words[who]?.[n] ?? ''));
      // In turns, and once both at a time; the line is away for some forty characters.
      const { one } = fields[Math.floor(n / 90) % 2] as (typeof fields)[number];
      if (n % 90 === 45 && drops < 10) {
        await until(() => one.line.getState().line === 'open');
        one.cut();
        drops += 1;
      }
      if (n % 90 === 85) for (const { one: page } of fields) if (!page.socket.connected) page.mend();
      await turn();
    }
    for (const { one } of fields) if (!one.socket.connected) one.mend();
    await Promise.all([coach.saved(), teacher.saved()]);
    await until(() => fields[0]?.area.value === fields[1]?.area.value);
    expect(drops).toBe(10);
    const text = fields[0]?.area.value ?? '';
    expect(text).toHaveLength(2 * CHARACTERS);
    for (const own of words) {
      const letters = new Set(own);
      expect([...text].filter((letter) => letters.has(letter)).join('')).toBe(own.join(''));
    }
    expect((await page(pair.coach)).line.text('shared', 'situation').toString()).toBe(text);
  });

  test('what was typed without a line is kept on the device and sent by the next page', async () => {
    const device = new Device();
    const train = await page(pair.teacher, device);
    train.cut();
    train.field('situation').type('In de trein geschreven.');
    train.field('goal_list', 'mine').type('Voor mij.');
    expect(train.line.getState().saved).toBe(false);
    train.close();
    expect(device.kept.size).toBe(2);
    const coach = await page(pair.coach);
    const home = await page(pair.teacher, device);
    await home.saved();
    await until(() => coach.line.text('shared', 'situation').toString() === 'In de trein geschreven.');
    expect(home.line.text('mine', 'goal_list').toString()).toBe('Voor mij.');
    await until(() => device.kept.size === 0);
  });

  test('an acknowledgement that got lost makes no word stand twice', async () => {
    const device = new Device();
    const teacher = await page(pair.teacher, device);
    device.remove = async () => undefined;
    teacher.field('situation').type('Eén keer.');
    await teacher.saved();
    teacher.close();
    expect(device.kept.size).toBe(1);
    const again = await page(pair.teacher, device);
    await again.saved();
    expect((await page(pair.coach)).line.text('shared', 'situation').toString()).toBe('Eén keer.');
  });

  test('hundreds of changes become one in the table, and nobody’s page notices', async () => {
    const [coach, teacher] = [await page(pair.coach), await page(pair.teacher)];
    const [field, other] = [coach.field('progress'), teacher.field('progress')];
    for (let n = 0; n < 80; n += 1) {
      field.type(`${n},`);
      await coach.saved();
    }
    await until(() => other.value === field.value);
    const { rows } = await world.services.pool.query<{ count: number }>(
      'select count(*) from talk_update u join talk_document d on d.id = u.document_id where d.talk_id = $1',
      [talkId],
    );
    expect(rows[0]?.count).toBeLessThan(80);
    expect((await page(pair.teacher)).line.text('shared', 'progress').toString()).toBe(field.value);
  });
});

describe('a talk that is closed', () => {
  test('takes no more; what was typed stays on the device until the talk is opened again', async () => {
    const [coach, teacher] = [await page(pair.coach), await page(pair.teacher)];
    teacher.field(SUMMARY).type('We wachten langer.');
    await teacher.saved();
    for (const who of [pair.coach, pair.teacher])
      await world.call(who, talkRoutes.confirm, { params: { talkId }, body: { summary: 'We wachten langer.' } });
    coach.field('progress').type('Te laat');
    await until(() => coach.line.getState().problem === 'talk_closed');
    expect(teacher.line.text('shared', 'progress').toString()).toBe('');
    await world.call(pair.teacher, talkRoutes.reopen, { params: { talkId } });
    await coach.saved();
    await until(() => teacher.line.text('shared', 'progress').toString() === 'Te laat');
  });
});
