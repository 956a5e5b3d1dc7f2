import { beforeEach, describe, expect, test } from '@jest/globals';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import {
  classListRoutes,
  type ConsentPurpose,
  type PupilAnswer,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { grantRoutes } from '@lesblik/shared/grants';
import { homeRoutes } from '@lesblik/shared/home';
import { lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { Teller } from '@lesblik/server/notifications/teller';
import { ClassLists } from '../../../apps/worker/src/notifications/class-lists.ts';
import { readyRecording, today } from '../../support/lesson.ts';
import type { MadeCall, MadeTrack } from '../../support/made-call.ts';
import { takeRow, takeScene } from '../../support/take-scene.ts';
import type { Somebody, World } from '../../support/world.ts';

const scene = takeScene();
let world: World;
let teacher: Somebody;
let coach: Somebody;
let call: MadeCall;
let guest: Somebody;
let mine: MadeTrack;

beforeEach(async () => {
  ({ world, teacher, coach, call } = scene);
  guest = await world.member(scene.schoolId, 'Gastcoach', 'guest', new Date(Date.now() + 86_400_000));
  mine = await call.microphone(teacher);
});

const said = (purpose: ConsentPurpose, answer: PupilAnswer) => ({
  ...{ purpose, answer, answeredBy: 'parent' as const, answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});

/** A lesson of a class of one, of whom this was said of the world outside. */
async function lessonOf(label: string, answer?: PupilAnswer, owner = teacher) {
  const body = { organisationId: scene.schoolId, name: `Klas van ${label}` };
  const classListId = (await world.call(owner, classListRoutes.create, { body })).body.id;
  const answers =
    answer === undefined ? [] : (['institute', 'outside'] as const).map((purpose) => said(purpose, answer));
  const added = await world.call(owner, classListRoutes.addPupils, {
    params: { classListId },
    body: { pupils: [{ label, answers }] },
  });
  const recordingId = await readyRecording(world, owner, scene.schoolId);
  await world.call(owner, recordingRoutes.update, { params: { recordingId }, body: { classListId } });
  return { recordingId, classListId, pupilId: added.body.pupils[0]?.id ?? '' };
}

/** A recording of a call in which these were played, asked for by the coach. @returns its id */
async function recordedCall(...played: string[]): Promise<string> {
  // A room goes on where the lesson stood.
  call.takes.playheadMoved(call.roomId, null);
  const takeId = await call.ask(coach);
  await call.answer(takeId, coach, 'no');
  await call.answer(takeId, teacher, 'yes');
  for (const recordingId of played) {
    const playhead = { recordingId, atMs: 0, playing: true, rate: 1, serverTime: Date.now(), by: coach.id };
    call.takes.playheadMoved(call.roomId, playhead);
  }
  await call.flows(teacher.id, mine);
  await call.takes.stop(call.roomId, teacher, takeId);
  const { id } = await takeRow(world, takeId);
  // As the media worker leaves it.
  await world.services.storage.write({ recordingId: id, name: 'original' }, Buffer.from('the film'));
  await world.services.db
    .updateTable('recording')
    .set({ state: 'ready', playable: true, uploadedAt: new Date(), durationMs: 8_000 })
    .where('id', '=', id)
    .execute();
  return id;
}

const share = (recordingId: string, grantee = guest) =>
  world.call(teacher, grantRoutes.give, {
    params: { recordingId },
    body: { granteeId: grantee.id, mayComment: true, until: new Date(Date.now() + 3_600_000).toISOString() },
  });
const download = (recordingId: string) =>
  world.call(teacher, recordingRoutes.original, { params: { recordingId }, query: { purpose: 'institute' } });
const consent = async (recordingId: string) =>
  (await world.call(teacher, lessonConsentRoutes.get, { params: { recordingId } })).body;
const answer = (pupilId: string, purpose: ConsentPurpose, what: PupilAnswer) =>
  world.call(teacher, classListRoutes.answer, { params: { pupilId }, body: said(purpose, what) });
const sees = async (recordingId: string) =>
  (await world.call(guest, recordingRoutes.get, { params: { recordingId } })).status === 200;
const closures = async () => (await world.call(teacher, lessonConsentRoutes.closures, {})).body.items;
const gone = (recordingId: string) =>
  world.services.db.deleteFrom('recording').where('id', '=', recordingId).executeTakeFirstOrThrow();

describe('the recording of a call', () => {
  test('goes to no guest and to no institute where a pupil of a lesson in it refused', async () => {
    const open = await lessonOf('AB', 'given');
    const closed = await lessonOf('SV', 'refused');
    const recordingId = await recordedCall(open.recordingId, closed.recordingId);
    const refused = await share(recordingId);
    expect([refused.status, refused.body.code]).toEqual([409, 'pupils_lack_consent']);
    expect(refused.body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
    expect(await sees(recordingId)).toBe(false);
    expect((await download(recordingId)).status).toBe(409);
    expect(await consent(recordingId)).toMatchObject({
      ...{ classList: null, calls: [] },
      standing: {
        inside: { verdict: 'open' },
        institute: { verdict: 'pupils_lack_consent', pupilIds: [closed.pupilId] },
        outside: { verdict: 'pupils_lack_consent', pupilIds: [closed.pupilId] },
      },
    });
    expect(new Set((await consent(recordingId)).lessons.map((one) => one.recordingId))).toEqual(
      new Set([open.recordingId, closed.recordingId]),
    );
    await answer(closed.pupilId, 'outside', 'given');
    expect((await share(recordingId)).status).toBe(201);
    expect(await sees(recordingId)).toBe(true);
  });

  test('is open where it shows no lesson, and closed where a lesson in it names no list', async () => {
    const nothing = await recordedCall();
    expect((await share(nothing)).status).toBe(201);
    expect((await download(nothing)).status).toBe(200);
    const unnamed = await readyRecording(world, teacher, scene.schoolId);
    const recordingId = await recordedCall(unnamed);
    expect((await share(recordingId)).body.code).toBe('class_list_missing');
    await world.call(teacher, recordingRoutes.update, { params: { recordingId: unnamed }, body: { noPupils: true } });
    expect((await share(recordingId)).status).toBe(201);
  });

  test('does not answer for a lesson of somebody else, which is not in its film', async () => {
    const theirs = await lessonOf('SV', 'refused', coach);
    const recordingId = await recordedCall(theirs.recordingId);
    expect((await consent(recordingId)).lessons).toEqual([]);
    expect((await share(recordingId)).status).toBe(201);
  });

  test('shows the lessons of a recording of a call that was played in it', async () => {
    const { recordingId: lessonId } = await lessonOf('SV', 'refused');
    const inner = await recordedCall(lessonId);
    const outer = await recordedCall(inner);
    expect((await share(outer)).body.code).toBe('pupils_lack_consent');
  });

  test('closes at once when consent ends, and waits for its owner as the lesson does', async () => {
    const { recordingId: lessonId, pupilId } = await lessonOf('SV', 'given');
    const recordingId = await recordedCall(lessonId);
    expect((await share(recordingId)).status).toBe(201);
    await answer(pupilId, 'outside', 'withdrawn');
    expect(await sees(recordingId)).toBe(false);
    const waits = await closures();
    expect(waits.map((one) => one.recordingId).toSorted()).toEqual([lessonId, recordingId].toSorted());
    expect(waits.find((one) => one.recordingId === recordingId)).toMatchObject({ label: 'SV', purpose: 'outside' });
    const home = (await world.call(teacher, homeRoutes.waiting, {})).body.items;
    expect(home).toContainEqual(expect.objectContaining({ kind: 'consent_withdrawn', recordingId }));
    // The pupil is in the lesson, and not in what was played of it.
    const body = { pupilIds: [pupilId] };
    await world.call(teacher, lessonConsentRoutes.markAbsent, { params: { recordingId }, body });
    expect((await closures()).map((one) => one.recordingId)).toEqual([lessonId]);
    expect((await share(recordingId)).status).toBe(201);
    expect((await share(lessonId)).status).toBe(409);
  });

  test('closes when its lesson names another list, and when somebody is in the picture after all', async () => {
    const { recordingId: lessonId, classListId, pupilId } = await lessonOf('SV', 'refused');
    const lesson = { params: { recordingId: lessonId } };
    const recordingId = await recordedCall(lessonId);
    const absent = { ...lesson, body: { pupilIds: [pupilId] } };
    await world.call(teacher, lessonConsentRoutes.markAbsent, absent);
    // What the lesson says is not said once more by the recording, which would keep it.
    await world.call(teacher, lessonConsentRoutes.markAbsent, { ...absent, params: { recordingId } });
    expect((await share(recordingId)).status).toBe(201);
    await world.call(teacher, lessonConsentRoutes.markAbsent, { ...lesson, body: { pupilIds: [] } });
    expect(await sees(recordingId)).toBe(false);
    const open = await lessonOf('AB', 'given');
    await world.call(teacher, recordingRoutes.update, { ...lesson, body: { classListId: open.classListId } });
    expect((await share(recordingId)).status).toBe(201);
    await world.call(teacher, recordingRoutes.update, { ...lesson, body: { classListId } });
    expect(await sees(recordingId)).toBe(false);
  });

  test('is judged as before when its lesson is deleted, by the answers of now', async () => {
    const there = await lessonOf('SV', 'given');
    const left = await lessonOf('AB', 'refused');
    const absent = { params: { recordingId: left.recordingId }, body: { pupilIds: [left.pupilId] } };
    await world.call(teacher, lessonConsentRoutes.markAbsent, absent);
    const recordingId = await recordedCall(there.recordingId, left.recordingId);
    expect((await share(recordingId)).status).toBe(201);
    await gone(there.recordingId);
    await gone(left.recordingId);
    expect(await sees(recordingId)).toBe(true);
    expect((await consent(recordingId)).lessons.map(({ title }) => title)).toEqual([null, null]);
    // Nothing of the class goes while a recording shows it.
    await world.call(teacher, classListRoutes.removePupil, { params: { pupilId: there.pupilId } });
    const { db, clock, notices } = world.services;
    await new ClassLists(db, clock, new Teller(notices, clock)).forget();
    expect((await answer(there.pupilId, 'outside', 'withdrawn')).status).toBe(200);
    expect(await sees(recordingId)).toBe(false);
    expect((await share(recordingId)).body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
    expect(await closures()).toContainEqual(expect.objectContaining({ recordingId, label: 'SV' }));
    await world.call(teacher, classListRoutes.remove, { params: { classListId: there.classListId } });
    expect((await share(recordingId)).body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
    await gone(recordingId);
    await new ClassLists(db, clock, new Teller(notices, clock)).forget();
    const lists = db.selectFrom('classList').select('id').where('id', '=', there.classListId);
    expect(await lists.execute()).toEqual([]);
  });
});

test('a lesson’s log tells once that a recording of a call shows it, and who asked for that; its deletion can tell of it', async () => {
  const { recordingId: lessonId } = await lessonOf('SV', 'given');
  const recordingId = await recordedCall(lessonId, lessonId);
  const log = await world.call(teacher, auditLogRoutes.list, {
    params: { recordingId: lessonId },
    query: { kind: 'recorded_in_call' },
  });
  expect(log.body.items).toEqual([expect.objectContaining({ actor: { id: coach.id, name: 'Coach' } })]);
  expect((await consent(lessonId)).calls).toEqual([{ recordingId, title: expect.any(String) }]);
});
