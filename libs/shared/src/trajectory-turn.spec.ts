import { describe, expect, test } from '@jest/globals';
import type { Agreement, AgreementKind, AgreementVersion } from './agreements.ts';
import type { TalkState } from './talks.ts';
import type { Trajectory } from './trajectories.ts';
import type { TrajectoryPhase, TrajectoryRole } from './trajectory-steps.ts';
import { ownTurnsOf, type TurnFacts, turnOf } from './trajectory-turn.ts';

const noor = { id: '1', name: 'Noor' };
const eva = { id: '2', name: 'Eva' };
const hans = { id: '3', name: 'Hans' };

interface More extends Partial<Trajectory> {
  agreements?: Agreement[];
  contacts?: number;
  about?: Partial<TurnFacts>;
}

function facts(role: TrajectoryRole, phase: TrajectoryPhase = 'coaching', more: More = {}): TurnFacts {
  const { agreements = [], contacts: length = 0, about, ...fields } = more;
  const works = role === 'coachee' || role === 'coach';
  const trajectory = {
    ...{ myRoles: [role], phase, standing: 'running' as const, coachee: noor, coach: eva, coachLeft: false },
    ...{ plannedTalks: null, ...fields },
  };
  const inside = works ? { contacts: { length }, agreements } : null;
  const nothing = { goalCount: 0, openProposals: [], lessonCount: 0, talks: [], reportSigned: false, now: 0 };
  return { trajectory, coachChange: null, inside, ...nothing, ...about };
}

const agreement = (kind: AgreementKind, state: AgreementVersion['state'], waitsForMe = false) =>
  ({ kind, versions: [{ state, waitsForMe, proposedBy: eva }] }) as unknown as Agreement;
const openProposals = [{ proposedBy: eva }];
const ida = { id: '4', name: 'Ida' };
const change = (more: Partial<NonNullable<TurnFacts['coachChange']>>): TurnFacts['coachChange'] => ({
  ...{ state: 'open', waitsForMe: false, coachLeft: false, proposedBy: hans, coach: ida, ...more },
});
const keys = (known: TurnFacts) => ownTurnsOf(known).map(({ key }) => key);

describe('the coachee', () => {
  test('answers a proposal first, then an agreement, and has both to do', () => {
    const agreements = [agreement('free', 'open', true)];
    const both = facts('coachee', 'goals', { agreements, about: { openProposals } });
    expect(turnOf(both)).toEqual({ key: 'answer', count: 1, name: 'Eva' });
    expect(keys(both)).toEqual(['answer', 'acceptAgreement', 'writeGoals']);
    expect(turnOf(facts('coachee', 'goals', { agreements }))).toEqual({
      key: 'acceptAgreement',
      count: 1,
      name: 'Eva',
    });
  });

  test('then writes goals, then shares a lesson', () => {
    expect(turnOf(facts('coachee')).key).toBe('writeGoals');
    expect(turnOf(facts('coachee', 'coaching', { about: { goalCount: 1 } }))).toEqual({
      key: 'firstLesson',
      name: 'Eva',
    });
  });
});

test('the coach waits for goals, an answer and a lesson, and has nothing to do', () => {
  const waits = [{}, { openProposals }, { goalCount: 1 }].map((about) => facts('coach', 'coaching', { about }));
  expect(waits.map(turnOf)).toEqual(['waitGoals', 'waitAnswer', 'waitLesson'].map((key) => ({ key, name: 'Noor' })));
  expect(waits.flatMap(keys)).toEqual([]);
});

test('at the request the coach talks to client and supervisor, estimates, and begins the intake', () => {
  const at = (more: More) => turnOf(facts('coach', 'request', more));
  expect(at({}).key).toBe('makeContact');
  expect(at({ contacts: 1 }).key).toBe('estimate');
  expect(at({ contacts: 1, plannedTalks: 5 })).toEqual({ key: 'startIntake', name: 'Noor' });
  expect(turnOf(facts('coachee', 'request'))).toEqual({ key: 'waitContact', name: 'Eva' });
  expect([keys(facts('coach', 'request')), keys(facts('coachee', 'request'))]).toEqual([['makeContact'], []]);
});

test('at the intake the four agreements are settled before the goals', () => {
  const at = (agreements: Agreement[]) => turnOf(facts('coach', 'intake', { agreements }));
  const settled = (['report', 'telling', 'visibility'] as const).map((kind) => agreement(kind, 'accepted'));
  expect(at([])).toEqual({ key: 'settle', count: 4 });
  expect(at([...settled, agreement('retention', 'refused')])).toEqual({ key: 'settle', count: 1 });
  expect(at([...settled, agreement('retention', 'open')])).toEqual({ key: 'waitAgreement', name: 'Noor' });
  expect(at([...settled, agreement('retention', 'accepted')]).key).toBe('startGoals');
});

test('goals that are there lead on to coaching', () => {
  for (const role of ['coachee', 'coach'] as const) {
    const known = facts(role, 'goals', { about: { goalCount: 1 } });
    expect([turnOf(known).key, keys(known)]).toEqual(['startCoaching', ['startCoaching']]);
  }
});

const talk = (state: TalkState, more: Partial<TurnFacts['talks'][number]> = {}) => ({
  ...{ kind: 'coaching' as const, state, startsAt: '2026-11-10T14:30:00.000Z', offeredBy: eva, ...more },
});
const evaluated = talk('held', { kind: 'final_evaluation' });
const now = Date.parse('2026-11-03T12:00:00Z');

describe('with a lesson the next talk is what it is about', () => {
  const at = (role: TrajectoryRole, talks: TurnFacts['talks'], more: More = {}) =>
    facts(role, 'coaching', { ...more, about: { goalCount: 1, lessonCount: 1, talks, now } });
  const both = (talks: TurnFacts['talks'], more: More = {}) =>
    (['coachee', 'coach'] as const).map((role) => turnOf(at(role, talks, more)).key);

  test('who did not offer the times picks one', () => {
    const offered = [talk('proposed', { startsAt: null })];
    expect(both(offered)).toEqual(['pickTime', 'waitPick']);
    expect(both([talk('proposed', { startsAt: null, offeredBy: noor })])).toEqual(['waitPick', 'pickTime']);
    expect(turnOf(at('coachee', offered))).toEqual({ key: 'pickTime', name: 'Eva' });
  });

  test('it is prepared before its time, and agreed with after it', () => {
    expect(both([talk('planned')])).toEqual(['prepare', 'prepare']);
    expect(both([talk('planned', { startsAt: '2026-11-02T14:30:00.000Z' })])).toEqual(['confirmTalk', 'confirmTalk']);
  });

  test('without one the coach plans it, until there were as many as was estimated', () => {
    expect(both([talk('held'), talk('cancelled')], { plannedTalks: 2 })).toEqual(['noTalk', 'planTalk']);
    expect([keys(at('coachee', [])), keys(at('coach', []))]).toEqual([[], ['planTalk']]);
    expect(both([talk('held'), talk('held')], { plannedTalks: 2 })).toEqual(['startEvaluation', 'startEvaluation']);
    expect(both([talk('held'), talk('held'), talk('planned')], { plannedTalks: 2 })).toEqual(['prepare', 'prepare']);
  });
});

describe('at the final evaluation', () => {
  const at = (role: TrajectoryRole, about: Partial<TurnFacts>, choice: 'report' | 'no_report' = 'report') => {
    const agreements = [
      { kind: 'report', versions: [{ state: 'accepted', choice, waitsForMe: false }] },
    ] as unknown as Agreement[];
    return turnOf(facts(role, 'final_evaluation', { agreements, about: { now, ...about } })).key;
  };

  test('the last talk comes first', () => {
    expect(at('coach', { talks: [talk('held')] })).toBe('planTalk');
    expect(at('coachee', { talks: [talk('planned', { kind: 'final_evaluation' })] })).toBe('prepare');
  });

  test('then the report, where one was agreed, is the coachee’s', () => {
    expect(at('coachee', { talks: [evaluated] })).toBe('writeReport');
    expect(at('coach', { talks: [evaluated] })).toBe('waitReport');
  });

  test('then nothing is left but to close', () => {
    for (const role of ['coachee', 'coach'] as const) {
      expect(at(role, { talks: [evaluated], reportSigned: true })).toBe('roundOff');
      expect(at(role, { talks: [evaluated] }, 'no_report')).toBe('roundOff');
    }
  });
});

test('client and supervisor are told whose the lessons are, in every phase, and have nothing to do', () => {
  for (const known of [facts('client', 'request'), facts('supervisor')]) {
    expect([turnOf(known).key, keys(known)]).toEqual(['outside', []]);
  }
});

test('a trajectory that is closed, paused or stopped asks nothing of anybody', () => {
  const about = { openProposals };
  const rests = [
    facts('coachee', 'closed', { about }),
    facts('coachee', 'goals', { standing: 'paused', about }),
    facts('client', 'goals', { standing: 'stopped', about }),
  ];
  expect(rests.map((known) => turnOf(known).key)).toEqual(['closed', 'paused', 'stopped']);
  expect(rests.flatMap(keys)).toEqual([]);
});

test('another coach is chosen by coachee and client, before anything else', () => {
  const left = (role: TrajectoryRole, coachChange: TurnFacts['coachChange'] = null) =>
    facts(role, 'goals', { coachLeft: true, about: { coachChange } });
  for (const role of ['coachee', 'client'] as const) {
    expect(turnOf(left(role))).toEqual({ key: 'chooseCoach', name: 'Eva' });
    expect(turnOf(left(role, change({ waitsForMe: true })))).toEqual({ key: 'agreeCoach', name: 'Hans' });
    expect(turnOf(left(role, change({})))).toEqual({ key: 'coachProposed', name: 'Ida' });
    expect(turnOf(left(role, change({ state: 'asked' })))).toEqual({ key: 'coachAsked', name: 'Ida' });
  }
  expect(turnOf(left('supervisor')).key).toBe('outside');
});

test('a coach who was proposed or asked and left the school is waited for by nobody: another is to be chosen', () => {
  for (const role of ['coachee', 'client'] as const)
    for (const coachLeft of [true, false])
      for (const more of [{ state: 'asked' }, { state: 'open' }, { state: 'open', waitsForMe: true }] as const) {
        const gone = facts(role, 'goals', { coachLeft, about: { coachChange: change({ ...more, coachLeft: true }) } });
        expect(turnOf(gone)).toEqual({ key: 'wishedLeft', name: 'Ida' });
        expect(keys(gone)).toContain('wishedLeft');
      }
});
