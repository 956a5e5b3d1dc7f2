import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  classListRoutes,
  type ConsentPurpose,
  type PupilAnswer,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { homeRoutes } from '@lesblik/shared/home';
import { lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { Teller } from '@lesblik/server/notifications/teller';
import { ClassLists } from '../../../apps/worker/src/notifications/class-lists.ts';
import { today } from '../../support/lesson.ts';
import { lesson } from '../../support/recordings.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string };
let teacher: Somebody;
let colleague: Somebody;
let classListId: string;
let recordingId: string;
let pupilId: string;
let now = Date.now();

beforeAll(async () => {
  world = await World.open({}, { now: () => now });
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  colleague = await world.member(school.id, 'Collega');
});
afterAll(() => world.close());

const said = (purpose: ConsentPurpose, answer: PupilAnswer) => ({
  ...{ purpose, answer, answeredBy: 'parent' as const, answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});
const answer = (purpose: ConsentPurpose, what: PupilAnswer, as = teacher) =>
  world.call(as, classListRoutes.answer, { params: { pupilId }, body: said(purpose, what) });
const closures = async (as = teacher) => (await world.call(as, lessonConsentRoutes.closures, {})).body.items;
const waiting = async (as = teacher) =>
  (await world.call(as, homeRoutes.waiting, {})).body.items.filter(({ kind }) =>
    ['consent_withdrawn', 'class_list_to_check'].includes(kind),
  );
const told = async (as: Somebody) =>
  (await world.call(as, notificationRoutes.list, { query: {} })).body.items.map(({ kind }) => kind);

/** A lesson of a class of one, of whom everything may be shown. */
beforeEach(async () => {
  now = Date.now();
  await world.services.db.deleteFrom('classList').execute();
  const body = { organisationId: school.id, name: 'Groep 6' };
  classListId = (await world.call(teacher, classListRoutes.create, { body })).body.id;
  const answers = (['inside', 'institute', 'outside'] as const).map((purpose) => said(purpose, 'given'));
  const added = await world.call(teacher, classListRoutes.addPupils, {
    params: { classListId },
    body: { pupils: [{ label: 'SV', answers }] },
  });
  pupilId = added.body.pupils[0]?.id ?? '';
  recordingId = await lesson(world, school.id, teacher);
  await world.call(teacher, recordingRoutes.update, { params: { recordingId }, body: { classListId } });
});

describe('a lesson that closes', () => {
  test('waits for its owner, for each purpose, and for nobody else', async () => {
    await answer('outside', 'withdrawn');
    now += 1_000;
    await answer('institute', 'refused');
    expect(await closures(colleague)).toEqual([]);
    expect(await closures()).toEqual([
      expect.objectContaining({ recordingId, label: 'SV', purpose: 'institute' }),
      expect.objectContaining({ recordingId, label: 'SV', purpose: 'outside' }),
    ]);
    expect(await waiting()).toEqual([expect.objectContaining({ kind: 'consent_withdrawn', recordingId, count: 1 })]);
    expect(await waiting(colleague)).toEqual([]);
  });

  test('does not wait where it never was open', async () => {
    await answer('outside', 'withdrawn');
    const id = (await closures())[0]?.id ?? '';
    await world.call(teacher, lessonConsentRoutes.settle, { params: { closureId: id } });
    await answer('outside', 'refused');
    expect(await closures()).toEqual([]);
  });

  test.each([
    [
      'the pupil is not in the picture',
      () =>
        world.call(teacher, lessonConsentRoutes.markAbsent, {
          params: { recordingId },
          body: { pupilIds: [pupilId] },
        }),
    ],
    ['consent is given after all', () => answer('outside', 'given')],
    ['the lesson is deleted', () => world.call(teacher, recordingRoutes.remove, { params: { recordingId } })],
    [
      'its owner leaves it so',
      async () =>
        world.call(teacher, lessonConsentRoutes.settle, { params: { closureId: (await closures())[0]?.id ?? '' } }),
    ],
  ])('waits no longer once %s', async (_, act) => {
    await answer('outside', 'withdrawn');
    expect(await closures()).toHaveLength(1);
    expect((await act()).status).toBeLessThan(300);
    expect(await closures()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('is one by who left the class too; their label and their place stay as they were', async () => {
    const one = { params: { pupilId } };
    await world.call(teacher, classListRoutes.removePupil, one);
    const { body: list } = await world.call(teacher, classListRoutes.get, { params: { classListId } });
    expect([list.pupilCount, list.pupils]).toEqual([0, []]);
    expect(list.left).toEqual([expect.objectContaining({ id: pupilId, label: 'SV' })]);
    expect((await answer('outside', 'withdrawn', colleague)).status).toBe(404);
    const { body: after } = await answer('outside', 'withdrawn');
    expect(after.left[0]?.answers).toEqual({ inside: 'given', institute: 'given', outside: 'withdrawn' });
    expect(await closures()).toEqual([expect.objectContaining({ recordingId, label: 'SV', purpose: 'outside' })]);
    expect((await world.call(teacher, classListRoutes.history, one)).body.items).toHaveLength(4);
    expect((await world.call(teacher, classListRoutes.renamePupil, { ...one, body: { label: 'X' } })).status).toBe(404);
    expect((await world.call(teacher, classListRoutes.removePupil, one)).status).toBe(404);
  });

  test('is told to its owner where another wrote the answer down, and not to whoever wrote it', async () => {
    const handed = { params: { classListId }, body: { keeperId: colleague.id } };
    await world.call(teacher, classListRoutes.handOver, handed);
    await answer('outside', 'withdrawn', colleague);
    expect(await told(teacher)).toContain('consent_withdrawn');
    expect(await told(colleague)).not.toContain('consent_withdrawn');
    expect(await closures()).toHaveLength(1);
  });
});

describe('a new school year', () => {
  const rounds = () =>
    new ClassLists(world.services.db, world.services.clock, new Teller(world.services.notices, world.services.clock));
  const nextAugust = () => Date.UTC(new Date(now).getUTCFullYear() + 1, 7, 2);

  test('a list is told of once, waits at home, and no longer when it was gone over', async () => {
    await rounds().tell();
    expect(await told(teacher)).not.toContain('class_list_to_check');
    await world.services.db
      .updateTable('authSession')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute();
    now = nextAugust();
    await rounds().tell();
    await rounds().tell();
    expect((await told(teacher)).filter((kind) => kind === 'class_list_to_check')).toHaveLength(1);
    expect(await told(colleague)).not.toContain('class_list_to_check');
    expect(await waiting()).toEqual([expect.objectContaining({ kind: 'class_list_to_check', classListId })]);
    await world.call(teacher, classListRoutes.check, { params: { classListId } });
    expect(await waiting()).toEqual([]);
  });

  test('who left and what was removed stays while a lesson names it, and goes with the last', async () => {
    const count = async () => {
      const { db } = world.services;
      const lists = await db.selectFrom('classList').select('id').where('id', '=', classListId).execute();
      const pupils = await db.selectFrom('pupil').select('id').where('id', '=', pupilId).execute();
      return [lists.length, pupils.length];
    };
    await world.call(teacher, classListRoutes.removePupil, { params: { pupilId } });
    await world.call(teacher, classListRoutes.remove, { params: { classListId } });
    await rounds().forget();
    expect(await count()).toEqual([1, 1]);
    await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();
    await rounds().forget();
    expect(await count()).toEqual([0, 0]);
  });
});
