import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type ClassListWithPupils,
  classListRoutes,
  type NewPupil,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { sql } from 'kysely';
import { today } from '../../support/lesson.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let colleague: Somebody;
let list: ClassListWithPupils;
let now = Date.now();

beforeAll(async () => {
  world = await World.open({}, { now: () => now });
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  colleague = await world.member(school.id, 'Collega');
});
afterAll(() => world.close());

beforeEach(async () => {
  now = Date.now();
  const body = { organisationId: school.id, name: 'Groep 6' };
  list = (await world.call(teacher, classListRoutes.create, { body })).body;
});

const said = (purpose: 'inside' | 'institute' | 'outside', answer: 'given' | 'refused' | 'withdrawn') => ({
  ...{ purpose, answer, answeredBy: 'parent' as const, answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});
const add = (...pupils: NewPupil[]) =>
  world.call(teacher, classListRoutes.addPupils, { params: { classListId: list.id }, body: { pupils } });
const get = (as: Somebody) => world.call(as, classListRoutes.get, { params: { classListId: list.id } });
const pupil = async (label: string) => {
  const found = (await get(teacher)).body.pupils.find((one) => one.label === label);
  if (found === undefined) throw new Error(`${label} is not on the list`);
  return found;
};
const answer = async (label: string, entry: ReturnType<typeof said>) =>
  world.call(teacher, classListRoutes.answer, { params: { pupilId: (await pupil(label)).id }, body: entry });
const history = async (label: string) =>
  (await world.call(teacher, classListRoutes.history, { params: { pupilId: (await pupil(label)).id } })).body.items;

describe('who is on a class list', () => {
  test('a full name is refused, and so is a label twice, a list too long and a day to come', async () => {
    expect((await add({ label: 'Sara de Vries' })).body.code).toBe('pupil_full_name');
    expect((await add({ label: 'SV' }, { label: 'sv' })).body.code).toBe('pupil_twice');
    const many = Array.from({ length: 60 }, (_, n) => ({ label: `stoel ${n}` }));
    expect((await add(...many)).status).toBe(200);
    expect((await add({ label: 'een meer' })).body.code).toBe('class_list_full');
    const late = { ...said('outside', 'given'), answeredOn: '2099-01-01' };
    expect((await add({ label: 'stoel 1', answers: [late] })).body.code).toBe('answer_in_future');
    expect(
      (
        await world.call(teacher, classListRoutes.renamePupil, {
          params: { pupilId: (await pupil('stoel 1')).id },
          body: { label: 'STOEL 2' },
        })
      ).body.code,
    ).toBe('pupil_twice');
  });

  test('is its keeper’s: the administrator gets a count and nobody else gets anything', async () => {
    await add({ label: 'SV', answers: [said('outside', 'refused')] });
    for (const other of [colleague, school.administrator]) expect((await get(other)).status).toBe(404);
    const counts = await world.call(school.administrator, classListRoutes.counts, {
      params: { organisationId: school.id },
    });
    expect(counts.body.items).toContainEqual(
      expect.objectContaining({ id: list.id, pupilCount: 1, keeper: { id: teacher.id, name: 'Docent' } }),
    );
    expect(JSON.stringify(counts.body)).not.toContain('SV');
  });

  test('a guest keeps no list', async () => {
    const guest = await world.member(school.id, 'Gast', 'guest', new Date(now + 3_600_000));
    const body = { organisationId: school.id, name: 'Groep 6' };
    expect((await world.call(guest, classListRoutes.create, { body })).status).toBe(403);
    const handed = { params: { classListId: list.id }, body: { keeperId: guest.id } };
    expect((await world.call(teacher, classListRoutes.handOver, handed)).body.code).toBe('not_a_member');
  });

  test('handed over, it is the other’s alone', async () => {
    const handed = { params: { classListId: list.id }, body: { keeperId: colleague.id } };
    expect((await world.call(colleague, classListRoutes.handOver, handed)).status).toBe(404);
    expect((await world.call(teacher, classListRoutes.handOver, handed)).status).toBe(204);
    expect((await get(teacher)).status).toBe(404);
    expect((await get(colleague)).status).toBe(200);
  });

  test('handed over by more at once than there are lines to the database, all are answered', async () => {
    const handed = { params: { classListId: list.id }, body: { keeperId: colleague.id } };
    const asked = Array.from({ length: 30 }, () => world.call(colleague, classListRoutes.handOver, handed));
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([404]));
  });

  test('without a teacher at the school, its administrator gives it to another, and not before', async () => {
    const leaver = await world.member(school.id, 'Vertrekker');
    await world.call(teacher, classListRoutes.handOver, {
      params: { classListId: list.id },
      body: { keeperId: leaver.id },
    });
    const handed = { params: { classListId: list.id }, body: { keeperId: colleague.id } };
    expect((await world.call(school.administrator, classListRoutes.handOver, handed)).status).toBe(403);
    const { db } = world.services;
    await db.updateTable('membership').set({ role: 'guest' }).where('personId', '=', leaver.id).execute();
    expect((await world.call(school.administrator, classListRoutes.handOver, handed)).status).toBe(403);
    await db.deleteFrom('membership').where('personId', '=', leaver.id).execute();
    expect((await get(leaver)).status).toBe(404);
    const toOneself = { params: { classListId: list.id }, body: { keeperId: school.administrator.id } };
    expect((await world.call(school.administrator, classListRoutes.handOver, toOneself)).status).toBe(403);
    expect((await world.call(school.administrator, classListRoutes.handOver, handed)).status).toBe(204);
    expect((await get(colleague)).status).toBe(200);
    expect((await get(school.administrator)).status).toBe(404);
  });
});

describe('what was said', () => {
  test('is withdrawn only where it was given', async () => {
    await add({ label: 'SV' });
    expect((await answer('SV', said('outside', 'withdrawn'))).body.code).toBe('nothing_to_withdraw');
    await answer('SV', said('outside', 'given'));
    await answer('SV', said('outside', 'withdrawn'));
    expect((await answer('SV', said('outside', 'withdrawn'))).body.code).toBe('nothing_to_withdraw');
    expect((await pupil('SV')).answers).toEqual({ inside: null, institute: null, outside: 'withdrawn' });
  });

  test('stands with who wrote it down, when, of whom and on which words, the newest first', async () => {
    await add({ label: 'SV', answers: [said('outside', 'given')] });
    await answer('SV', { ...said('outside', 'withdrawn'), answeredBy: 'pupil' as never });
    const common = { purpose: 'outside', textVersion: PUPIL_CONSENT_TEXT, answeredOn: today() };
    const recordedBy = { id: teacher.id, name: 'Docent' };
    expect(await history('SV')).toEqual([
      expect.objectContaining({ ...common, answer: 'withdrawn', answeredBy: 'pupil', recordedBy }),
      expect.objectContaining({ ...common, answer: 'given', answeredBy: 'parent', recordedBy }),
    ]);
  });

  test('is changed or taken out by nobody, the database refuses it', async () => {
    await add({ label: 'SV', answers: [said('outside', 'refused')] });
    const pupilId = (await pupil('SV')).id;
    const { db } = world.services;
    const only = /the register of consent only grows/;
    await expect(
      sql`update pupil_consent set answer = 'given' where pupil_id = ${pupilId}`.execute(db),
    ).rejects.toThrow(only);
    await expect(sql`delete from pupil_consent where pupil_id = ${pupilId}`.execute(db)).rejects.toThrow(only);
    expect(await history('SV')).toHaveLength(1);
  });

  test('goes with a pupil of whom no lesson was made', async () => {
    await add({ label: 'SV', answers: [said('outside', 'refused')] });
    const pupilId = (await pupil('SV')).id;
    await world.call(teacher, classListRoutes.removePupil, { params: { pupilId } });
    const left = sql<{ n: number }>`select count(*)::int as n from pupil_consent where pupil_id = ${pupilId}`;
    expect((await left.execute(world.services.db)).rows).toEqual([{ n: 0 }]);
  });

  test('a list taken in again adds what is new and writes nothing twice', async () => {
    await add(
      { label: 'SV', answers: [said('outside', 'refused')] },
      { label: 'AB', answers: [said('inside', 'given')] },
    );
    const again = await add(
      { label: 'sv', answers: [said('outside', 'refused'), said('institute', 'given')] },
      { label: 'AB', answers: [said('inside', 'given')] },
    );
    expect(again.body.pupils.map(({ label, answers }) => ({ label, ...answers }))).toEqual([
      { label: 'AB', inside: 'given', institute: null, outside: null },
      { label: 'SV', inside: null, institute: 'given', outside: 'refused' },
    ]);
    expect(again.body.given).toEqual({ inside: 1, institute: 1, outside: 0 });
    expect(await history('SV')).toHaveLength(2);
    expect(await history('AB')).toHaveLength(1);
  });

  describe('and a list from before it is taken in again', () => {
    const day = (ago: number) => new Date(now - ago * 86_400_000).toISOString().slice(0, 10);
    const on = (ago: number, what: 'given' | 'refused' | 'withdrawn') => ({
      ...said('outside', what),
      answeredOn: day(ago),
    });
    const outside = async () => (await pupil('SV')).answers.outside;

    test.each(['refused', 'withdrawn'] as const)(
      'what was %s since stays so, also by a yes of that day',
      async (no) => {
        await add({ label: 'SV', answers: [on(30, 'given')] });
        await answer('SV', on(5, no));
        expect((await pupil('SV')).answeredOn).toEqual({ inside: null, institute: null, outside: day(5) });
        for (const ago of [30, 6, 5]) {
          const again = await add(
            { label: 'sv', answers: [on(ago, 'given')] },
            { label: 'AB', answers: [on(ago, 'given')] },
          );
          expect([again.status, await outside()]).toEqual([200, no]);
        }
        expect(await history('SV')).toHaveLength(2);
        expect((await pupil('AB')).answers.outside).toBe('given');
      },
    );

    test('a yes of a later day is taken, and a no of before it is not', async () => {
      await add({ label: 'SV', answers: [on(5, 'refused')] });
      await add({ label: 'SV', answers: [on(4, 'given')] });
      expect(await outside()).toBe('given');
      await add({ label: 'SV', answers: [on(5, 'refused')] });
      expect(await outside()).toBe('given');
      await add({ label: 'SV', answers: [on(4, 'refused')] });
      expect(await outside()).toBe('refused');
    });

    test('the same asked anew, a year later, is written down with its day; of the same day or before it is not', async () => {
      await add({ label: 'SV', answers: [on(365, 'given')] });
      for (const ago of [2, 2, 365]) await add({ label: 'SV', answers: [on(ago, 'given')] });
      expect((await history('SV')).map(({ answeredOn }) => answeredOn)).toEqual([day(2), day(365)]);
    });
  });
});

test('each school year a list is to be gone over anew', async () => {
  const at = async (instant: string) => {
    now = Date.parse(instant);
    return (await get(teacher)).body.toCheck;
  };
  await world.services.db
    .updateTable('classList')
    .set({ checkedAt: new Date('2026-11-22T12:00Z') })
    .where('id', '=', list.id)
    .execute();
  const signedIn = world.services.db.updateTable('authSession').set({ expiresAt: new Date('2030-01-01') });
  await signedIn.execute();
  expect(await at('2027-07-31T12:00Z')).toBe(false);
  expect(await at('2027-08-01T12:00Z')).toBe(true);
  const checked = await world.call(teacher, classListRoutes.check, { params: { classListId: list.id } });
  expect(checked.body.toCheck).toBe(false);
});
