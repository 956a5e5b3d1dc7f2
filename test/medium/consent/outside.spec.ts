import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import {
  classListRoutes,
  type ConsentPurpose,
  type PupilAnswer,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { grantRoutes } from '@lesblik/shared/grants';
import { lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { createRecording, readyRecording, today } from '../../support/lesson.ts';
import { someoneWaits } from '../../support/database-locks.ts';
import { until } from '../../support/until.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let colleague: Somebody;
let guest: Somebody;
let classListId: string;
let recordingId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  colleague = await world.member(school.id, 'Collega');
  guest = await world.member(school.id, 'Gastcoach', 'guest', new Date(Date.now() + 86_400_000));
});
afterAll(() => world.close());

const said = (purpose: ConsentPurpose, answer: PupilAnswer) => ({
  ...{ purpose, answer, answeredBy: 'parent' as const, answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});

/** A lesson of a class in which everybody but SV, who was not asked, said yes to the world. */
beforeEach(async () => {
  const made = { organisationId: school.id, name: 'Groep 6' };
  classListId = (await world.call(teacher, classListRoutes.create, { body: made })).body.id;
  const yes = [said('institute', 'given'), said('outside', 'given')];
  const pupils = [{ label: 'AB', answers: yes }, { label: 'stoel 2', answers: yes }, { label: 'SV' }];
  await world.call(teacher, classListRoutes.addPupils, { params: { classListId }, body: { pupils } });
  recordingId = await readyRecording(world, teacher, school.id);
  await describeLesson({ classListId });
});

const describeLesson = (
  body: { classListId?: string | null; noPupils?: boolean; lawfulBasis?: 'consent' },
  as = teacher,
) => world.call(as, recordingRoutes.update, { params: { recordingId }, body });
const share = (grantee: Somebody) =>
  world.call(teacher, grantRoutes.give, {
    params: { recordingId },
    body: { granteeId: grantee.id, mayComment: true, until: new Date(Date.now() + 3_600_000).toISOString() },
  });
const consent = (as = teacher) => world.call(as, lessonConsentRoutes.get, { params: { recordingId } });
const pupilId = async (label: string) => (await consent()).body.pupils.find((one) => one.label === label)?.id ?? '';
const answer = async (label: string, purpose: ConsentPurpose, what: PupilAnswer) =>
  world.call(teacher, classListRoutes.answer, { params: { pupilId: await pupilId(label) }, body: said(purpose, what) });
const markAbsent = async (...labels: string[]) =>
  world.call(teacher, lessonConsentRoutes.markAbsent, {
    params: { recordingId },
    body: { pupilIds: await Promise.all(labels.map(pupilId)) },
  });
const download = (purpose: 'own' | 'institute' | 'outside') =>
  world.call(teacher, recordingRoutes.original, { params: { recordingId }, query: { purpose } });
const sees = async (as: Somebody) =>
  (await world.call(as, recordingRoutes.get, { params: { recordingId } })).status === 200;
/** Another part in a school ends the sign-ins of before. */
const signedInAgain = async (who: Somebody): Promise<Somebody> => ({ ...who, cookie: await world.signIn(who.email) });
const log = async () =>
  (await world.call(teacher, auditLogRoutes.list, { params: { recordingId }, query: {} })).body.items;

describe('a guest from outside the school', () => {
  test('gets nothing while one pupil who may be in the picture lacks consent, and the owner is told which', async () => {
    const refused = await share(guest);
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('pupils_lack_consent');
    expect(refused.body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
    expect(await sees(guest)).toBe(false);
    await answer('SV', 'outside', 'refused');
    expect((await share(guest)).body.code).toBe('pupils_lack_consent');
    await answer('SV', 'outside', 'given');
    expect((await share(guest)).status).toBe(201);
    expect(await sees(guest)).toBe(true);
  });

  test('gets nothing of a lesson that names no list, or one without pupils', async () => {
    await describeLesson({ classListId: null });
    expect((await share(guest)).body.code).toBe('class_list_missing');
    const body = { organisationId: school.id, name: 'Leeg' };
    const empty = (await world.call(teacher, classListRoutes.create, { body })).body.id;
    await describeLesson({ classListId: empty });
    expect((await share(guest)).body.code).toBe('class_list_missing');
  });

  test('sees it once the owner said who is not in the picture, or that nobody is', async () => {
    await markAbsent('SV');
    expect((await share(guest)).status).toBe(201);
    // Marked as present again, the pupil stands in the way anew.
    await markAbsent();
    expect(await sees(guest)).toBe(false);
    await describeLesson({ noPupils: true });
    expect((await share(guest)).status).toBe(201);
    await describeLesson({ noPupils: false });
    expect(await sees(guest)).toBe(false);
  });

  test('a pupil who left the class still is in what was filmed until then', async () => {
    await world.call(teacher, classListRoutes.removePupil, { params: { pupilId: await pupilId('SV') } });
    expect((await share(guest)).body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
    await world.services.db
      .updateTable('pupil')
      .set({ removedAt: new Date('2020-01-01') })
      .where('label', '=', 'SV')
      .where('classListId', '=', classListId)
      .execute();
    expect((await share(guest)).status).toBe(201);
  });

  test('a list that is removed still counts for the lesson that names it', async () => {
    await world.call(teacher, classListRoutes.remove, { params: { classListId } });
    expect((await share(guest)).body.details).toEqual({ purpose: 'outside', pupils: ['SV'] });
  });

  test('whoever becomes a guest loses what pupils did not consent to', async () => {
    const leaver = await world.member(school.id, 'Invaller');
    await share(leaver);
    expect(await sees(leaver)).toBe(true);
    const params = { organisationId: school.id, personId: leaver.id };
    await world.call(school.administrator, organisationRoutes.updateMember, { params, body: { role: 'guest' } });
    await world.call(school.administrator, organisationRoutes.updateMember, { params, body: { role: 'member' } });
    expect(await sees(await signedInAgain(leaver))).toBe(false);
  });

  test('nor does a guest who becomes a colleague keep what the pupils allow to guests alone', async () => {
    const passing = await world.member(school.id, 'Gast', 'guest', new Date(Date.now() + 86_400_000));
    await answer('SV', 'outside', 'given');
    await answer('SV', 'inside', 'refused');
    expect((await share(passing)).status).toBe(201);
    const params = { organisationId: school.id, personId: passing.id };
    await world.call(school.administrator, organisationRoutes.updateMember, { params, body: { role: 'member' } });
    expect(await sees(await signedInAgain(passing))).toBe(false);
  });
});

describe('whoever left the school with a grant that still runs', () => {
  const comeBack = async (leaver: Somebody, as: { role: 'member' | 'guest'; endsAt: string | null }) => {
    const params = { organisationId: school.id, personId: leaver.id };
    await world.call(school.administrator, organisationRoutes.removeMember, { params });
    const body = { email: leaver.email, name: leaver.name, language: 'nl' as const, ...as };
    await world.call(school.administrator, organisationRoutes.invite, { params, body });
    const mail = await until(async () =>
      (await readOutbox(world.services.config.mail.outboxDir)).find(({ to }) => to === leaver.email),
    );
    const token = /uitnodiging\/([\w-]+)/.exec(mail.text)?.[1] ?? '';
    const accepted = await world.call(undefined, organisationRoutes.acceptInvitation, {
      params: { token },
      body: { name: leaver.name, language: 'nl', password: PASSWORD },
    });
    expect(accepted.status).toBe(204);
  };

  test('and comes back as a guest, sees no more than any guest', async () => {
    const leaver = await world.member(school.id, 'Invaller');
    await share(leaver);
    await comeBack(leaver, { role: 'guest', endsAt: new Date(Date.now() + 86_400_000).toISOString() });
    expect(await sees(await signedInAgain(leaver))).toBe(false);
    expect((await share(leaver)).body.code).toBe('pupils_lack_consent');
  });

  test('and comes back as a colleague, goes on', async () => {
    const leaver = await world.member(school.id, 'Invaller');
    await share(leaver);
    await comeBack(leaver, { role: 'member', endsAt: null });
    expect(await sees(await signedInAgain(leaver))).toBe(true);
  });
});

describe('inside the school', () => {
  test('nobody has to be asked, and who objects closes it for everybody but its owner', async () => {
    expect((await share(colleague)).status).toBe(201);
    await answer('SV', 'inside', 'refused');
    expect(await sees(colleague)).toBe(false);
    expect(await sees(teacher)).toBe(true);
    expect((await share(colleague)).body.details).toEqual({ purpose: 'inside', pupils: ['SV'] });
  });

  test('a lesson that rests on consent needs it inside too', async () => {
    await share(colleague);
    await describeLesson({ lawfulBasis: 'consent' });
    expect(await sees(colleague)).toBe(false);
    expect((await share(colleague)).body.details).toEqual({ purpose: 'inside', pupils: ['AB', 'stoel 2', 'SV'] });
  });
});

describe('taking the film along', () => {
  test('for an institute or others outside is refused likewise, for oneself it is not; the log tells for whom', async () => {
    expect((await download('institute')).body.details).toEqual({ purpose: 'institute', pupils: ['SV'] });
    expect((await download('outside')).body.code).toBe('pupils_lack_consent');
    expect((await download('own')).status).toBe(200);
    await answer('SV', 'institute', 'given');
    expect((await download('institute')).status).toBe(200);
    expect((await download('outside')).body.code).toBe('pupils_lack_consent');
    const downloads = (await log()).filter(({ kind }) => kind === 'downloaded').map(({ detail }) => detail);
    expect(downloads).toEqual(['institute', null]);
  });
});

describe('who stands in the way', () => {
  test('is for the owner alone, also while it is shared', async () => {
    await share(colleague);
    expect((await consent(colleague)).status).toBe(403);
    expect((await consent(guest)).status).toBe(404);
    expect((await consent(school.administrator)).status).toBe(404);
    const read = await world.call(colleague, recordingRoutes.get, { params: { recordingId } });
    expect(read.body).toMatchObject({ classListId: null, noPupils: false });
    const { standing, classList } = (await consent()).body;
    expect(classList).toMatchObject({ id: classListId, name: 'Groep 6' });
    expect(standing).toEqual({
      inside: { verdict: 'open', pupilIds: [] },
      institute: { verdict: 'pupils_lack_consent', pupilIds: [await pupilId('SV')] },
      outside: { verdict: 'pupils_lack_consent', pupilIds: [await pupilId('SV')] },
    });
  });

  test('only an own list can be named', async () => {
    const body = { organisationId: school.id, name: 'Van een ander' };
    const other = (await world.call(colleague, classListRoutes.create, { body })).body.id;
    for (const unknown of [other, randomUUID()])
      expect((await describeLesson({ classListId: unknown })).status).toBe(404);
    await expect(createRecording(world, teacher, school.id, { classListId: other })).rejects.toThrow('404');
    const forColleague = { ownerId: colleague.id, classListId: other };
    await expect(createRecording(world, teacher, school.id, forColleague)).rejects.toThrow('404');
    const made = await createRecording(world, teacher, school.id, { classListId });
    const read = await world.call(teacher, recordingRoutes.get, { params: { recordingId: made } });
    expect(read.body.classListId).toBe(classListId);
  });
});

describe('consent that is withdrawn', () => {
  test('closes the lesson for that purpose at once: the grant, the socket’s notice, the log', async () => {
    await answer('SV', 'outside', 'given');
    await share(guest);
    await share(colleague);
    const heard: unknown[] = [];
    const stop = world.services.notices.subscribe((notice) => heard.push(notice));
    const master = { params: { recordingId } };
    expect((await world.call(guest, recordingRoutes.master, master)).status).toBe(200);
    await answer('SV', 'outside', 'withdrawn');
    expect((await world.call(guest, recordingRoutes.master, master)).status).toBe(404);
    expect(await sees(colleague)).toBe(true);
    const ended = { kind: 'access_ended', recordingId, personId: guest.id, reason: 'withdrawn' };
    await until(() => heard.some((notice) => JSON.stringify(notice) === JSON.stringify(ended)));
    stop();
    expect((await log()).find(({ kind }) => kind === 'withdrawn')).toMatchObject({
      ...{ actor: { id: teacher.id }, subject: { id: guest.id }, detail: 'consent' },
    });
    expect((await share(guest)).body.code).toBe('pupils_lack_consent');
  });

  test('while it is shared: never both, however the two fall together', async () => {
    await answer('SV', 'outside', 'given');
    await Promise.all([share(guest), answer('SV', 'outside', 'withdrawn')]);
    expect(await sees(guest)).toBe(false);
  });

  test('while the owner says that pupils can be seen after all: never both', async () => {
    await describeLesson({ noPupils: true });
    const id = await pupilId('SV');
    await answer('SV', 'outside', 'given');
    expect((await share(guest)).status).toBe(201);
    const { db } = world.services;
    // As an answer is written down: under the lock of the list, and not committed yet.
    const described = await db.transaction().execute(async (tx) => {
      await tx.selectFrom('classList').select('id').where('id', '=', classListId).forNoKeyUpdate().execute();
      const { textVersion, answeredBy, answeredOn } = said('outside', 'withdrawn');
      const entry = {
        pupilId: id,
        purpose: 'outside',
        answer: 'withdrawn',
        recordedBy: teacher.id,
        recordedAt: new Date(),
      };
      await tx
        .insertInto('pupilConsent')
        .values({ ...entry, textVersion, answeredBy, answeredOn })
        .execute();
      let over = false;
      const describing = describeLesson({ noPupils: false }).finally(() => (over = true));
      await until(async () => over || (await someoneWaits(world)));
      return { describing };
    });
    await described.describing;
    expect(await sees(guest)).toBe(false);
  });

  test('does not touch a lesson in which the pupil is not in the picture', async () => {
    await markAbsent('SV');
    await share(guest);
    await answer('SV', 'outside', 'refused');
    expect(await sees(guest)).toBe(true);
  });

  test('a new pupil of whom nobody was asked closes it too', async () => {
    await markAbsent('SV');
    await share(guest);
    await world.call(teacher, classListRoutes.addPupils, {
      params: { classListId },
      body: { pupils: [{ label: 'nieuw' }] },
    });
    expect(await sees(guest)).toBe(false);
  });
});
