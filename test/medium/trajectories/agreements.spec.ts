import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AgreementProposal, agreementRoutes } from '@lesblik/shared/agreements';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { homeRoutes } from '@lesblik/shared/home';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let team: Team;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open();
  team = await teamOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  trajectoryId = await begin(world, team);
});

const propose = (as: Somebody, body: Partial<AgreementProposal> & Pick<AgreementProposal, 'kind'>) =>
  world.call(as, agreementRoutes.propose, { params: { trajectoryId }, body });
const answer = (as: Somebody, versionId: string | undefined, refusal?: string) =>
  world.call(as, agreementRoutes.answer, {
    params: { versionId: versionId ?? '' },
    body: refusal === undefined ? { decision: 'accept' } : { decision: 'refuse', answer: refusal },
  });
const free = (text: string, agreementId: string | null = null) => ({ kind: 'free' as const, text, agreementId });

describe('refused', () => {
  test('client and supervisor read no agreement', async () => {
    await propose(team.coach, free('Vrijdag bellen'));
    for (const one of [team.client, team.supervisor]) {
      expect((await world.call(one, agreementRoutes.list, { params: { trajectoryId } })).status).toBe(403);
    }
  });

  test('a written report without the client’s agreement, and a question answered with another’s answer', async () => {
    expect((await propose(team.coach, { kind: 'report', choice: 'report' })).body.code).toBe('invalid_input');
    expect((await propose(team.coach, { kind: 'report', choice: 'coachee_tells' })).body.code).toBe('invalid_input');
    expect((await propose(team.coach, { kind: 'visibility' })).body.code).toBe('invalid_input');
    expect(
      (await propose(team.coach, { kind: 'report', choice: 'report', clientAgreed: 'Hans, 3 september' })).status,
    ).toBe(201);
  });

  test('what both accepted is not taken back nor refused any more; it is changed', async () => {
    const { body } = await propose(team.coach, free('Vrijdag bellen'));
    const version = body.versions[0]?.id;
    expect((await answer(team.teacher, version)).body.versions[0]?.state).toBe('accepted');
    expect((await answer(team.teacher, version, 'Toch niet')).body.code).toBe('agreement_answered');
    const withdrawal = { params: { versionId: version ?? '' } };
    expect((await world.call(team.coach, agreementRoutes.withdraw, withdrawal)).body.code).toBe('agreement_answered');
  });

  test('somebody else’s proposal is not taken back', async () => {
    const { body } = await propose(team.coach, free('Vrijdag bellen'));
    const withdrawal = { params: { versionId: body.versions[0]?.id ?? '' } };
    expect((await world.call(team.teacher, agreementRoutes.withdraw, withdrawal)).status).toBe(403);
  });
});

test('each acceptance has a name and a time; the proposer’s comes with the proposal', async () => {
  const { body } = await propose(team.teacher, { kind: 'telling', choice: 'coachee_tells' });
  expect(body.versions).toMatchObject([{ state: 'open', acceptances: [{ person: { id: team.teacher.id } }] }]);
  const accepted = (await answer(team.coach, body.versions[0]?.id)).body.versions[0];
  expect(accepted).toMatchObject({
    state: 'accepted',
    acceptances: [
      { person: { name: team.teacher.name } },
      { person: { name: team.coach.name }, at: expect.any(String) },
    ],
  });
});

test('a change asks again as a version of its own, and what holds stays until both accept', async () => {
  const first = (await propose(team.coach, { kind: 'retention', text: '30 dagen' })).body;
  await answer(team.teacher, first.versions[0]?.id);
  const changed = (await propose(team.teacher, { kind: 'retention', text: '14 dagen' })).body;
  expect(changed.id).toBe(first.id);
  expect(changed.versions).toMatchObject([
    { number: 2, text: '14 dagen', state: 'open', waitsForMe: false },
    { number: 1, text: '30 dagen', state: 'accepted' },
  ]);
  const refused = (await answer(team.coach, changed.versions[0]?.id, 'Dan ben ik met vakantie')).body;
  expect(refused.versions[0]).toMatchObject({ state: 'refused', answer: 'Dan ben ik met vakantie' });
  expect(refused.versions[1]).toMatchObject({ state: 'accepted' });
});

test('a later version takes the place of one that was not answered', async () => {
  const { id, versions } = (await propose(team.coach, free('Vrijdag bellen'))).body;
  await propose(team.coach, free('Donderdag bellen', id));
  expect((await answer(team.teacher, versions[0]?.id)).body.code).toBe('agreement_answered');
});

test('two proposals of one kind at once become two versions of one agreement', async () => {
  const both = await Promise.all([
    propose(team.coach, { kind: 'visibility', text: 'Alleen wij' }),
    propose(team.teacher, { kind: 'visibility', text: 'Ook mijn duo' }),
  ]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  const { body } = await world.call(team.coach, agreementRoutes.list, { params: { trajectoryId } });
  expect(body.items).toMatchObject([{ kind: 'visibility', versions: [{ number: 2 }, { number: 1 }] }]);
});

test('a new coach is asked for each agreement anew', async () => {
  const { body } = await propose(team.coach, free('Vrijdag bellen'));
  await answer(team.teacher, body.versions[0]?.id);
  await world.call(team.administrator, coachChangeRoutes.replace, {
    params: { organisationId: team.schoolId, trajectoryId },
    body: { coachId: team.other.id },
  });
  const { body: seen } = await world.call(team.other, agreementRoutes.list, { params: { trajectoryId } });
  expect(seen.items[0]?.versions[0]).toMatchObject({ state: 'open', waitsForMe: true });
  expect((await answer(team.other, body.versions[0]?.id)).body.versions[0]?.state).toBe('accepted');
});

test('what waits for somebody’s agreement waits at home, for that one alone', async () => {
  await propose(team.coach, free('Vrijdag bellen'));
  const kinds = async (as: Somebody) =>
    (await world.call(as, homeRoutes.waiting, {})).body.items
      .filter((item) => 'trajectoryId' in item && item.trajectoryId === trajectoryId)
      .map(({ kind }) => kind);
  expect(await kinds(team.teacher)).toContain('agreement_to_accept');
  for (const one of [team.coach, team.client]) expect(await kinds(one)).not.toContain('agreement_to_accept');
});
