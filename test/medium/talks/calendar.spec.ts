import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { identityRoutes } from '@lesblik/shared/identity';
import { talkRoutes } from '@lesblik/shared/talks';
import { offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open({ PUBLIC_URL: 'https://lesblik.example.org' });
  pair = await pairOf(world);
});
afterAll(() => world.close());

async function read(path: string, as?: Somebody): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(`${world.url}${path}`, { headers: { ...(as && { cookie: as.cookie }) } });
  // A folded line goes on after a space (RFC 5545, section 3.1).
  const text = (await response.text()).replaceAll(/\r\n[ \t]/g, '');
  return { status: response.status, type: response.headers.get('content-type') ?? '', text };
}
const file = (as: Somebody, talkId: string) => read(`/api/talks/${talkId}/talk.ics`, as);
const make = async (as: Somebody) => new URL((await world.call(as, calendarRoutes.make, {})).body.address).pathname;

test('a talk without a time has no file, and nobody else gets one', async () => {
  const open = await offered(world, pair);
  expect((await file(pair.coach, open.id)).status).toBe(409);
  const { id } = await planned(world, pair);
  expect((await file(pair.client, id)).status).toBe(403);
  expect((await file(pair.colleague, id)).status).toBe(404);
});

test('around the night that the clock changes each talk is at its own instant', async () => {
  for (const [wall, start, end] of [
    ['2030-10-26T15:30', '20301026T133000Z', '20301026T143000Z'],
    ['2030-10-27T02:30', '20301027T003000Z', '20301027T013000Z'],
    ['2030-10-27T15:30', '20301027T143000Z', '20301027T153000Z'],
  ] as const) {
    const { id } = await planned(world, pair, { times: [wall] });
    const { text, type } = await file(pair.coach, id);
    expect(type).toMatch(/^text\/calendar/);
    expect(text).toContain(`DTSTART:${start}`);
    expect(text).toContain(`DTEND:${end}`);
  }
});

describe('the secret address', () => {
  test('holds the own talks with a time, and not a word that anybody wrote but the place', async () => {
    const here = await pairOf(world);
    await planned(world, here, { title: 'Waarom orde houden niet lukt', place: 'Lokaal 12; kom op tijd, ja' });
    await offered(world, here, { title: 'Nog niet gekozen' });
    const { status, text } = await read(await make(here.teacher));
    expect(status).toBe(200);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('SUMMARY:Coachgesprek');
    expect(text).toContain('LOCATION:Lokaal 12\\; kom op tijd\\, ja');
    expect(text).toContain('https://lesblik.example.org/gesprek/');
    for (const secret of ['orde', 'Vragen stellen', 'Nog niet', here.teacher.name]) expect(text).not.toContain(secret);
  });

  test('speaks the language of its owner, and leaves out what was cancelled', async () => {
    const here = await pairOf(world);
    const { id: talkId } = await planned(world, here);
    await world.call(here.coach, identityRoutes.updateMe, { body: { language: 'en' } });
    const address = await make(here.coach);
    expect((await read(address)).text).toContain('SUMMARY:Coaching talk');
    await world.call(here.teacher, talkRoutes.cancel, { params: { talkId }, body: { message: 'Ziek' } });
    expect((await read(address)).text).not.toContain('VEVENT');
  });

  test('of a trajectory that is over, what was held stays and what was planned is gone, for its client too', async () => {
    const here = await pairOf(world);
    await planned(world, here);
    const { id: heldId } = await planned(world, here);
    const { db } = world.services;
    await db.updateTable('talk').set({ state: 'held', heldAt: new Date() }).where('id', '=', heldId).execute();
    const address = await make(here.teacher);
    const dates = async () => {
      const params = { trajectoryId: here.trajectoryId };
      return (await world.call(here.client, talkRoutes.dates, { params })).body;
    };
    expect((await read(address)).text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(await dates()).toMatchObject({ held: 1, planned: [{ startsAt: expect.any(String) }] });
    await db.updateTable('trajectory').set({ phase: 'closed' }).where('id', '=', here.trajectoryId).execute();
    const { text } = await read(address);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain(heldId);
    expect(await dates()).toEqual({ held: 1, planned: [] });
  });

  test('made anew or ended, the old one is not there; a client’s holds nothing of others’ talks', async () => {
    const here = await pairOf(world);
    await planned(world, here);
    const first = await make(here.teacher);
    const second = await make(here.teacher);
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    await world.call(here.teacher, calendarRoutes.end, {});
    expect((await read(second)).status).toBe(404);
    expect((await world.call(here.teacher, calendarRoutes.get, {})).body).toEqual({ madeAt: null });
    for (const who of [here.client, here.supervisor, here.administrator])
      expect((await read(await make(who))).text).not.toContain('VEVENT');
  });

  test('only its digest is kept', async () => {
    const token = (await make(pair.coach)).split('/').at(-1)?.replace('.ics', '') ?? '';
    const { rows } = await world.services.pool.query<{ row: string }>(
      'select calendar_feed::text as row from calendar_feed',
    );
    expect(token).toHaveLength(43);
    for (const { row } of rows) expect(row).not.toContain(token);
  });
});
