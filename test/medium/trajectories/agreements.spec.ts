import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Agreement, type AgreementProposal, agreementRoutes } from '@lesblik/shared/agreements';
import { homeRoutes } from '@lesblik/shared/home';
import { begin, takeOver, type Team, teamOf } from '../../support/team.ts';
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

describe('ended', () => {
  const held = async (kind: 'free' | 'retention' = 'free') => {
    const { body } = await propose(team.coach, { kind, text: 'Vrijdag bellen' });
    return (await answer(team.teacher, body.versions[0]?.id)).body;
  };
  const end = (as: Somebody, { kind, id }: Pick<Agreement, 'kind' | 'id'>, text = '') =>
    propose(as, { kind, agreementId: kind === 'free' ? id : null, ends: true, text });

  test('not what nobody agreed on, or what was ended already', async () => {
    expect((await propose(team.coach, { kind: 'retention', ends: true })).body.code).toBe('changed_meanwhile');
    const asked = (await propose(team.coach, free('Vrijdag bellen'))).body;
    expect((await end(team.coach, asked)).body.code).toBe('changed_meanwhile');
    const agreement = await held();
    await answer(team.teacher, (await end(team.coach, agreement)).body.versions[0]?.id);
    expect((await end(team.teacher, agreement)).body.code).toBe('changed_meanwhile');
  });

  test('by both, and until then it holds', async () => {
    const agreement = await held();
    const asked = (await end(team.teacher, agreement, 'Ik werk niet meer op vrijdag')).body;
    expect(asked.versions).toMatchObject([
      { ends: true, state: 'open', text: 'Ik werk niet meer op vrijdag', acceptances: [{}] },
      { ends: false, state: 'accepted' },
    ]);
    const ended = (await answer(team.coach, asked.versions[0]?.id)).body;
    expect(ended.versions).toMatchObject([
      { ends: true, state: 'ended', acceptances: [{}, {}], waitsForMe: false },
      { ends: false, state: 'ended', acceptances: [{}, {}] },
    ]);
  });

  test('refused or taken back, it goes on', async () => {
    const agreement = await held();
    const first = (await end(team.teacher, agreement)).body.versions[0]?.id;
    expect((await answer(team.coach, first, 'Liever niet')).body.versions[1]?.state).toBe('accepted');
    const second = (await end(team.teacher, agreement)).body.versions[0]?.id ?? '';
    await world.call(team.teacher, agreementRoutes.withdraw, { params: { versionId: second } });
    const { body } = await world.call(team.coach, agreementRoutes.list, { params: { trajectoryId } });
    expect(body.items[0]?.versions.map(({ state }) => state)).toEqual(['withdrawn', 'refused', 'accepted']);
  });

  test('one of the four is asked for again; a new coach is asked for none that was ended', async () => {
    const agreement = await held('retention');
    await answer(team.coach, (await end(team.teacher, agreement)).body.versions[0]?.id);
    await takeOver(world, team, trajectoryId);
    const { body } = await world.call(team.other, agreementRoutes.list, { params: { trajectoryId } });
    expect(body.items[0]?.versions).toMatchObject([{ waitsForMe: false }, { waitsForMe: false }]);
    const anew = (await propose(team.other, { kind: 'retention', text: '14 dagen' })).body;
    expect(anew.versions.map(({ state }) => state)).toEqual(['open', 'ended', 'ended']);
  });
});

test('a new coach is asked for each agreement anew', async () => {
  const { body } = await propose(team.coach, free('Vrijdag bellen'));
  await answer(team.teacher, body.versions[0]?.id);
  await takeOver(world, team, trajectoryId);
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
