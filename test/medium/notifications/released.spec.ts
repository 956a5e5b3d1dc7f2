import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Notification, notificationRoutes } from '@lesblik/shared/notifications';
import { reportRoutes } from '@lesblik/shared/reports';
import { talkRoutes } from '@lesblik/shared/talks';
import { mailsOf, noQuietHours } from '../../support/letters.ts';
import { agree, sign, toPhase, write } from '../../support/reports.ts';
import { ReviewPage } from '../../support/review-page.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const list = async (of: Somebody) => (await world.call(of, notificationRoutes.list, { query: {} })).body.items;
const unread = async (of: Somebody) => (await world.call(of, notificationRoutes.count, {})).body.unread;
/** Of one kind: how often each was told it, and may see it. */
async function told(kind: Notification['kind']): Promise<Record<string, number>> {
  const { teacher, coach, client, supervisor, colleague, administrator } = pair;
  const all = await Promise.all(
    [teacher, coach, client, supervisor, colleague, administrator].map(async (one) => {
      const mine = (await list(one)).filter((item) => item.kind === kind);
      return [one.name, mine.flatMap(({ ids }) => ids).length] as const;
    }),
  );
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

describe('what one prepared for a talk', () => {
  let talkId: string;
  beforeEach(async () => {
    pair = await pairOf(world);
    talkId = (await offered(world, pair)).id;
  });
  const release = (as: Somebody, released: boolean) =>
    world.call(as, talkRoutes.release, { params: { talkId }, body: { released } });

  test('is told to nobody before it is released, and then to the other alone, once', async () => {
    expect(await told('preparation_released')).toEqual({});
    await release(pair.coach, true);
    expect(await told('preparation_released')).toEqual({ Docent: 1 });
    const [first] = await list(pair.teacher);
    expect(first).toMatchObject({ by: ['Coach'], title: 'Gesprek', unread: true, spot: { on: 'talk', talkId } });
    await world.call(pair.teacher, notificationRoutes.read, { body: { ids: first?.ids ?? [] } });
    await release(pair.coach, true);
    expect((await list(pair.teacher))[0]).toMatchObject({ kind: 'preparation_released', unread: false });
  });

  test('that is taken back is told of no longer; released anew it is told anew', async () => {
    await release(pair.teacher, true);
    expect(await unread(pair.coach)).toBe(1);
    const page = await ReviewPage.open(world.url, pair.coach);
    await release(pair.teacher, false);
    await until(() => page.heard.some(({ name }) => name === 'notifications:changed'), 5_000, 'that there is less');
    page.close();
    expect(await told('preparation_released')).toEqual({});
    expect(await unread(pair.coach)).toBe(0);
    await release(pair.teacher, true);
    expect(await unread(pair.coach)).toBe(1);
  });
});

describe('a report', () => {
  beforeEach(async () => {
    pair = await pairOf(world);
    await agree(world, pair, 'report');
    await toPhase(world, pair, 'final_evaluation');
    await write(world, pair, 'learned', { text: 'Ik wacht langer.', released: true });
  });
  const params = () => ({ trajectoryId: pair.trajectoryId });
  const suggest = async () => {
    const body = { key: 'learned' as const, text: 'Korter gezegd.' };
    return (await world.call(pair.coach, reportRoutes.suggest, { params: params(), body })).body.id;
  };
  const released = async () =>
    (await world.call(pair.client, reportRoutes.released, { params: params() })).body.report?.id ?? '';
  const withdraw = async () =>
    world.call(pair.teacher, reportRoutes.withdraw, { params: { reportId: await released() } });

  test('that is written, suggested for and read by coachee and coach is told to nobody else', async () => {
    const suggestionId = await suggest();
    expect(await told('report_suggested')).toEqual({ Docent: 1 });
    expect([await list(pair.client), await list(pair.supervisor)]).toEqual([[], []]);
    await world.call(pair.coach, reportRoutes.takeBack, { params: { suggestionId } });
    expect(await told('report_suggested')).toEqual({});
  });

  test('other words that were answered are no longer news', async () => {
    const suggestionId = await suggest();
    const before = await unread(pair.teacher);
    await world.call(pair.teacher, reportRoutes.answer, { params: { suggestionId }, body: { decision: 'refuse' } });
    expect(await unread(pair.teacher)).toBe(before - 1);
  });

  test('that is signed is told to coach, client and supervisor; withdrawn, to nobody, at once', async () => {
    expect((await sign(world, pair)).status).toBe(201);
    expect(await told('report_signed')).toEqual({ Coach: 1, Opdrachtgever: 1, Leidinggevende: 1 });
    const [item] = await list(pair.client);
    expect(item).toMatchObject({ by: ['Docent'], title: 'Vragen stellen', spot: { on: 'report', ...params() } });
    expect(JSON.stringify(await list(pair.client))).not.toContain('wacht');
    const page = await ReviewPage.open(world.url, pair.client);
    expect((await withdraw()).status).toBe(204);
    await until(() => page.heard.some(({ name }) => name === 'notifications:changed'), 5_000, 'that there is less');
    page.close();
    expect(await told('report_signed')).toEqual({});
    expect([await unread(pair.client), await unread(pair.supervisor)]).toEqual([0, 0]);
  });

  test('that is signed anew is told once: as the one that is read now', async () => {
    await sign(world, pair);
    await write(world, pair, 'learned', { text: 'Ik wacht langer dan eerst.' });
    await sign(world, pair);
    expect(await told('report_signed')).toEqual({ Coach: 1, Opdrachtgever: 1, Leidinggevende: 1 });
  });

  test('that is withdrawn before the mail went is not mailed; of one that stands the mail says nothing but that', async () => {
    const { client, supervisor } = pair;
    for (const one of [client, supervisor]) await noQuietHours(world, one);
    const mails = mailsOf(world);
    await sign(world, pair);
    await withdraw();
    await mails.round();
    expect([await mails.to(client), await mails.to(supervisor)]).toEqual([[], []]);
    await sign(world, pair);
    await mails.round();
    const [mail, ...more] = await mails.to(client);
    expect([mail?.subject, more.length]).toEqual(['Een verslag is ondertekend', 0]);
    expect(mail?.html).toContain(`/trajectories/${pair.trajectoryId}/report"`);
    expect(JSON.stringify(mail)).not.toMatch(/wacht|Vragen stellen|Noor/);
  });
});
