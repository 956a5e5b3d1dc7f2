import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { agreementRoutes } from '@lesblik/shared/agreements';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { homeRoutes } from '@lesblik/shared/home';
import { reportRoutes } from '@lesblik/shared/reports';
import { talkRoutes } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { lesson, share } from '../support/recordings.ts';
import { AMSTERDAM, inDays } from '../support/talks.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let schoolId: string;
let teacher: Somebody;
let coach: Somebody;
let client: Somebody;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open();
  schoolId = (await world.school()).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  [teacher, coach, client] = await Promise.all([
    world.member(schoolId, 'Docent'),
    world.member(schoolId, 'Coach'),
    world.member(schoolId, 'Opdrachtgever'),
  ]);
  const { body } = await world.call(coach, trajectoryRoutes.create, {
    body: {
      organisationId: schoolId,
      title: 'Vragen stellen',
      coacheeId: teacher.id,
      coachId: coach.id,
      clientId: client.id,
      startsOn: '2026-09-01',
      endsOn: '2027-02-01',
    },
  });
  trajectoryId = body.id;
});

const waiting = async (as: Somebody) => (await world.call(as, homeRoutes.waiting, {})).body.items;
const kinds = async (as: Somebody) => (await waiting(as)).map(({ kind }) => kind);
const comment = async (as: Somebody, recordingId: string, more: { private?: boolean; goalIds?: string[] } = {}) => {
  const { body } = await world.call(as, commentRoutes.add, {
    params: { recordingId },
    body: { clientKey: randomUUID(), kind: 'question', moment: { startMs: 1000 }, text: 'Waarom?', ...more },
  });
  return body;
};
const addGoal = async (title: string) =>
  (await world.call(teacher, goalRoutes.add, { params: { trajectoryId }, body: { title } })).body;

describe('what does not wait', () => {
  test('nothing of a trajectory or a lesson waits for its client, a colleague or nobody', async () => {
    const own = await lesson(world, schoolId, teacher, { trajectoryId, state: 'failed' });
    await comment(teacher, own);
    const colleague = await world.member(schoolId, 'Collega');
    for (const one of [client, colleague]) expect(await waiting(one)).toEqual([]);
    expect((await world.call(undefined, homeRoutes.waiting, {})).status).toBe(401);
  });

  test('own comments, private ones of others, read and deleted ones are not new', async () => {
    const recordingId = await lesson(world, schoolId, teacher);
    await share(world, recordingId, teacher, coach);
    await comment(teacher, recordingId);
    await comment(coach, recordingId, { private: true });
    const gone = await comment(coach, recordingId);
    await world.call(coach, commentRoutes.remove, { params: { commentId: gone.id } });
    const read = await comment(coach, recordingId);
    await world.call(teacher, commentRoutes.read, { params: { recordingId }, body: { revision: read.revision } });
    await world.call(coach, commentRoutes.edit, { params: { commentId: read.id }, body: { text: 'Anders' } });
    expect(await kinds(teacher)).toEqual(['write_goals']);
  });

  test('a lesson that is withdrawn, expired, opened or not playable yet does not wait for the coach', async () => {
    const [withdrawn, expired, opened, unplayable] = await Promise.all(
      [{}, {}, {}, { playable: false }].map((more) => lesson(world, schoolId, teacher, more)),
    );
    const grants = await Promise.all(
      [withdrawn, expired, opened, unplayable].map((id) => share(world, id ?? '', teacher, coach)),
    );
    const set = (grant: string | undefined, values: { withdrawnAt?: Date; until?: Date; openedAt?: Date }) =>
      world.services.db
        .updateTable('recordingGrant')
        .set(values)
        .where('id', '=', grant ?? '')
        .execute();
    await set(grants[0], { withdrawnAt: new Date() });
    await set(grants[1], { until: new Date(Date.now() - 1) });
    await set(grants[2], { openedAt: new Date() });
    expect(await waiting(coach)).toEqual([]);
  });

  test('whoever left the school has nothing waiting there', async () => {
    await lesson(world, schoolId, teacher, { state: 'failed' });
    await world.services.db.deleteFrom('membership').where('personId', '=', teacher.id).execute();
    expect(await waiting(teacher)).toEqual([]);
  });

  test('a closed trajectory asks for nothing', async () => {
    await addGoal('Langer wachten');
    for (const phase of ['coaching', 'final_evaluation', 'closed'] as const) {
      await world.call(coach, trajectoryRoutes.update, { params: { trajectoryId }, body: { phase } });
    }
    expect(await waiting(teacher)).toEqual([]);
  });
});

describe('whose turn it is in a trajectory', () => {
  const turns = async (as: Somebody) =>
    (await waiting(as)).flatMap((item) => ('name' in item && 'trajectoryTitle' in item ? [item] : []));
  const inTrajectory = () => ({ params: { trajectoryId } });
  const goTo = async (...phases: TrajectoryPhase[]) => {
    for (const phase of phases)
      await world.call(coach, trajectoryRoutes.update, { ...inTrajectory(), body: { phase } });
  };

  test('the coach: contact, estimate, the first talk; then both: the agreements, and on to the goals', async () => {
    await goTo('intake', 'request');
    const of = { trajectoryId, trajectoryTitle: 'Vragen stellen', organisationId: schoolId };
    expect(await turns(coach)).toEqual([
      { ...of, kind: 'make_contact', name: 'Docent', count: 1, at: expect.any(String) },
    ]);
    const contact = { spokenWith: 'client' as const, spokenOn: '2026-09-01', text: 'Meer rust' };
    await world.call(coach, trajectoryRoutes.addContact, { ...inTrajectory(), body: contact });
    expect(await kinds(coach)).toEqual(['estimate_talks']);
    await world.call(coach, trajectoryRoutes.plan, { ...inTrajectory(), body: { plannedTalks: 5 } });
    expect(await kinds(coach)).toEqual(['start_intake']);
    expect(await kinds(teacher)).toEqual([]);
    await goTo('intake');
    expect(await turns(coach)).toMatchObject([{ kind: 'settle_agreements', name: 'Docent', count: 4 }]);
    expect(await turns(teacher)).toMatchObject([{ kind: 'settle_agreements', name: 'Coach', count: 4 }]);
    const settled = [
      { kind: 'report', choice: 'no_report' },
      { kind: 'telling', choice: 'coachee_tells' },
      { kind: 'visibility', text: 'Alleen wij' },
      { kind: 'retention', text: 'Tot de zomer' },
    ] as const;
    const versions = [];
    for (const body of settled) {
      versions.push(
        (await world.call(coach, agreementRoutes.propose, { ...inTrajectory(), body })).body.versions[0]?.id,
      );
    }
    expect(await waiting(teacher)).toMatchObject([{ kind: 'agreement_to_accept', count: 4, ...of }]);
    for (const versionId of versions) {
      const body = { decision: 'accept' as const };
      await world.call(teacher, agreementRoutes.answer, { params: { versionId: versionId ?? '' }, body });
    }
    for (const one of [teacher, coach]) expect(await kinds(one)).toEqual(['start_goals']);
    expect(await waiting(client)).toEqual([]);
  });

  test('the coachee: goals, then a first lesson; a lesson that failed is none', async () => {
    expect(await turns(teacher)).toMatchObject([{ kind: 'write_goals' }]);
    await addGoal('Langer wachten');
    await goTo('coaching');
    await lesson(world, schoolId, teacher, { trajectoryId, state: 'failed' });
    expect(await turns(teacher)).toMatchObject([{ kind: 'share_first_lesson', name: 'Coach' }]);
    await lesson(world, schoolId, teacher, { trajectoryId });
    for (const one of [teacher, coach]) expect(await turns(one)).toEqual([]);
  });

  test('goals lead on to coaching; with a shared lesson the coach plans a talk', async () => {
    await goTo('goals');
    await addGoal('Langer wachten');
    for (const one of [teacher, coach]) expect(await kinds(one)).toContain('start_coaching');
    await goTo('coaching');
    await share(world, await lesson(world, schoolId, teacher, { trajectoryId }), teacher, coach);
    expect(await turns(coach)).toMatchObject([{ kind: 'plan_talk', name: 'Docent' }]);
    expect(await turns(teacher)).toEqual([]);
    const times = [inDays(world, 3)];
    const body = { kind: 'coaching' as const, title: 'Gesprek', timeZone: AMSTERDAM, times };
    await world.call(teacher, talkRoutes.offer, { ...inTrajectory(), body });
    expect(await kinds(coach)).not.toContain('plan_talk');
  });

  test('at the end the coachee writes the report that was agreed, and then nothing is left but to close', async () => {
    const { db } = world.services;
    await goTo('coaching', 'final_evaluation');
    const talk = {
      kind: 'final_evaluation',
      title: 'Terugkijken',
      state: 'held',
      heldAt: new Date(),
      agendaVersion: 1,
    };
    const more = { timeZone: AMSTERDAM, durationMinutes: 60, agenda: '[]', offeredBy: coach.id, trajectoryId };
    await db
      .insertInto('talk')
      .values({ ...talk, ...more })
      .execute();
    for (const one of [teacher, coach]) expect(await turns(one)).toMatchObject([{ kind: 'round_off' }]);
    const agreed = { kind: 'report' as const, choice: 'report' as const, clientAgreed: 'Opdrachtgever' };
    const { versions } = (await world.call(coach, agreementRoutes.propose, { ...inTrajectory(), body: agreed })).body;
    const accept = { params: { versionId: versions[0]?.id ?? '' }, body: { decision: 'accept' as const } };
    await world.call(teacher, agreementRoutes.answer, accept);
    expect(await turns(teacher)).toMatchObject([{ kind: 'write_report' }]);
    expect(await turns(coach)).toEqual([]);
    const words = { key: 'learned' as const, revision: 0, text: 'Wachten', released: true };
    await world.call(teacher, reportRoutes.write, { ...inTrajectory(), body: words });
    const { digest } = (await world.call(teacher, reportRoutes.preview, inTrajectory())).body;
    const sign = { ...inTrajectory(), body: { name: 'Docent', digest } };
    expect((await world.call(teacher, reportRoutes.sign, sign)).status).toBeLessThan(300);
    for (const one of [teacher, coach]) expect(await turns(one)).toMatchObject([{ kind: 'round_off' }]);
  });

  test('paused, nobody has one', async () => {
    const pause = { from: 'running' as const, to: 'paused' as const, reason: 'Ziek' };
    await world.call(coach, trajectoryRoutes.step, { ...inTrajectory(), body: pause });
    expect(await turns(teacher)).toEqual([]);
  });
});

describe('what waits', () => {
  test('for the coach: a shared lesson until it is opened, the one that ends first first, then its new comments', async () => {
    const [later, sooner] = [
      await lesson(world, schoolId, teacher, { title: 'Later' }),
      await lesson(world, schoolId, teacher, { title: 'Eerder' }),
    ];
    await share(world, later, teacher, coach, { until: new Date(Date.now() + 9e6) });
    const grant = await share(world, sooner, teacher, coach, { until: new Date(Date.now() + 8e6) });
    await comment(teacher, sooner);
    expect(await waiting(coach)).toMatchObject([
      { kind: 'lesson_to_review', recordingTitle: 'Eerder', ownerName: 'Docent' },
      { kind: 'lesson_to_review', recordingTitle: 'Later' },
    ]);
    await world.services.db
      .updateTable('recordingGrant')
      .set({ openedAt: new Date() })
      .where('id', '=', grant)
      .execute();
    expect(await waiting(coach)).toMatchObject([
      { kind: 'lesson_to_review', recordingTitle: 'Later' },
      { kind: 'new_comments', recordingTitle: 'Eerder', count: 1 },
    ]);
  });

  test('for the teacher: what failed first, then new comments, proposals, and goals without a moment', async () => {
    const recordingId = await lesson(world, schoolId, teacher, { trajectoryId });
    await share(world, recordingId, teacher, coach);
    await world.services.db
      .updateTable('recording')
      .set({ problem: 'film_unreadable' })
      .where('id', '=', await lesson(world, schoolId, teacher, { state: 'failed', title: 'Mislukt' }))
      .execute();
    expect(await kinds(teacher)).toEqual(['recording_failed', 'write_goals']);
    const [linked, bare] = [await addGoal('Met moment'), await addGoal('Zonder moment')];
    await comment(coach, recordingId, { goalIds: [linked.id] });
    await comment(coach, recordingId, { goalIds: [bare.id], private: true });
    await world.call(coach, goalRoutes.propose, { params: { trajectoryId }, body: { title: 'Voorstel' } });
    expect(await waiting(teacher)).toMatchObject([
      { kind: 'recording_failed', recordingTitle: 'Mislukt', problem: 'film_unreadable' },
      { kind: 'new_comments', recordingId, count: 1 },
      { kind: 'goal_proposal', goalTitle: 'Voorstel', proposedBy: 'Coach', trajectoryId },
      { kind: 'start_coaching', trajectoryId },
      { kind: 'goal_without_moment', goalId: bare.id, goalTitle: 'Zonder moment' },
    ]);
  });

  test('a private comment that becomes public is new from then on', async () => {
    const recordingId = await lesson(world, schoolId, teacher);
    await share(world, recordingId, teacher, coach);
    const { id } = await comment(coach, recordingId, { private: true });
    await world.call(teacher, commentRoutes.read, { params: { recordingId }, body: { revision: 1 } });
    expect(await kinds(teacher)).toEqual(['write_goals']);
    await world.call(coach, commentRoutes.edit, { params: { commentId: id }, body: { private: false } });
    expect(await waiting(teacher)).toMatchObject([{ kind: 'new_comments', count: 1 }, { kind: 'write_goals' }]);
    expect(new Set((await waiting(teacher)).map(({ organisationId }) => organisationId))).toEqual(new Set([schoolId]));
  });
});
