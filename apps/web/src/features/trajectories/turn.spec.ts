import { describe, expect, test } from '@jest/globals';
import type { Agreement, AgreementKind, AgreementVersion } from '@lesblik/shared/agreements';
import type { Goal, GoalProposal } from '@lesblik/shared/goals';
import type { Recording } from '@lesblik/shared/recordings';
import type { Contact, Trajectory, TrajectoryOverview } from '@lesblik/shared/trajectories';
import type { TrajectoryPhase, TrajectoryRole } from '@lesblik/shared/trajectory-steps';
import { turnOf } from './turn.ts';

const noor = { id: '1', name: 'Noor' };
const eva = { id: '2', name: 'Eva' };
const hans = { id: '3', name: 'Hans' };

function overview(
  role: TrajectoryRole,
  phase: TrajectoryPhase = 'coaching',
  more: Partial<Trajectory> & { agreements?: Agreement[]; contacts?: Contact[] } = {},
): TrajectoryOverview {
  const { agreements = [], contacts = [], ...fields } = more;
  const works = role === 'coachee' || role === 'coach';
  const trajectory = {
    ...{ myRoles: [role], phase, standing: 'running', coachee: noor, coach: eva, coachLeft: false, plannedTalks: null },
    ...fields,
  } as Trajectory;
  const inside = { reason: '', contacts, agreements, wayOfWorking: '', templateName: '' };
  return { trajectory, steps: [], history: [], coachChange: null, coachRefusal: null, inside: works ? inside : null };
}

const agreement = (kind: AgreementKind, state: AgreementVersion['state'], waitsForMe = false) =>
  ({ kind, versions: [{ state, waitsForMe, proposedBy: eva }] }) as unknown as Agreement;
const goal = { archivedAt: null } as Goal;
const proposal = { state: 'open', proposedBy: eva } as GoalProposal;
const nothing = { goals: [], proposals: [], recordings: [] };
const change = (more: Partial<NonNullable<TrajectoryOverview['coachChange']>>) =>
  ({ coach: { id: '4', name: 'Ida' }, state: 'open', proposedBy: hans, ...more }) as TrajectoryOverview['coachChange'];

describe('the coachee', () => {
  test('answers a proposal first, then an agreement', () => {
    const asked = overview('coachee', 'goals', { agreements: [agreement('free', 'open', true)] });
    expect(turnOf({ ...nothing, overview: asked, proposals: [proposal] })).toEqual({
      ...{ key: 'answer', count: 1, name: 'Eva' },
    });
    expect(turnOf({ ...nothing, overview: asked })).toEqual({ key: 'acceptAgreement', count: 1, name: 'Eva' });
  });

  test('then writes goals; archived ones do not count', () => {
    const archived = { archivedAt: '2026-11-01T00:00:00Z' } as Goal;
    expect(turnOf({ ...nothing, overview: overview('coachee'), goals: [archived] }).key).toBe('writeGoals');
  });

  test('then shares a lesson, then looks at it', () => {
    const known = { ...nothing, overview: overview('coachee'), goals: [goal] };
    expect(turnOf(known)).toEqual({ key: 'firstLesson', name: 'Eva' });
    const refused = { state: 'failed' } as Recording;
    expect(turnOf({ ...known, recordings: [refused] }).key).toBe('firstLesson');
    expect(turnOf({ ...known, recordings: [refused, { state: 'ready' } as Recording] }).key).toBe('look');
  });
});

describe('the coach', () => {
  test('waits for goals, an answer and a lesson', () => {
    const coach = overview('coach');
    expect(turnOf({ ...nothing, overview: coach })).toEqual({ key: 'waitGoals', name: 'Noor' });
    expect(turnOf({ ...nothing, overview: coach, proposals: [proposal] }).key).toBe('waitAnswer');
    expect(turnOf({ ...nothing, overview: coach, goals: [goal] }).key).toBe('waitLesson');
  });
});

test('at the request the coach talks to client and supervisor, estimates, and begins the intake', () => {
  const contacts = [{} as Contact];
  const at = (more: Parameters<typeof overview>[2]) =>
    turnOf({ ...nothing, overview: overview('coach', 'request', more) });
  expect(at({}).key).toBe('makeContact');
  expect(at({ contacts }).key).toBe('estimate');
  expect(at({ contacts, plannedTalks: 5 })).toEqual({ key: 'startIntake', name: 'Noor' });
  expect(turnOf({ ...nothing, overview: overview('coachee', 'request') })).toEqual({ key: 'waitContact', name: 'Eva' });
});

test('at the intake the four agreements are settled before the goals', () => {
  const at = (agreements: Agreement[]) => turnOf({ ...nothing, overview: overview('coach', 'intake', { agreements }) });
  const settled = (['report', 'telling', 'visibility'] as const).map((kind) => agreement(kind, 'accepted'));
  expect(at([])).toEqual({ key: 'settle', count: 4 });
  expect(at([...settled, agreement('retention', 'refused')])).toEqual({ key: 'settle', count: 1 });
  expect(at([...settled, agreement('retention', 'open')])).toEqual({ key: 'waitAgreement', name: 'Noor' });
  expect(at([...settled, agreement('retention', 'accepted')]).key).toBe('startGoals');
});

test('client and supervisor are told whose the lessons are, in every phase', () => {
  expect(turnOf({ ...nothing, overview: overview('client', 'request') }).key).toBe('outside');
  expect(turnOf({ ...nothing, overview: overview('supervisor') }).key).toBe('outside');
});

test('a trajectory that is closed, paused or stopped asks nothing of anybody', () => {
  const known = { ...nothing, proposals: [proposal] };
  expect(turnOf({ ...known, overview: overview('coachee', 'closed') }).key).toBe('closed');
  expect(turnOf({ ...known, overview: overview('coachee', 'goals', { standing: 'paused' }) }).key).toBe('paused');
  expect(turnOf({ ...known, overview: overview('client', 'goals', { standing: 'stopped' }) }).key).toBe('stopped');
});

test('another coach is chosen by coachee and client, before anything else', () => {
  const left = { coachLeft: true };
  for (const role of ['coachee', 'client'] as const) {
    expect(turnOf({ ...nothing, overview: overview(role, 'goals', left) })).toEqual({
      key: 'chooseCoach',
      name: 'Eva',
    });
    const asked = { ...overview(role, 'goals', left), coachChange: change({ waitsForMe: true }) };
    expect(turnOf({ ...nothing, overview: asked })).toEqual({ key: 'agreeCoach', name: 'Hans' });
    const waits = { ...overview(role, 'goals', left), coachChange: change({}) };
    expect(turnOf({ ...nothing, overview: waits })).toEqual({ key: 'coachProposed', name: 'Ida' });
    const isAsked = { ...overview(role, 'goals', left), coachChange: change({ state: 'asked' }) };
    expect(turnOf({ ...nothing, overview: isAsked })).toEqual({ key: 'coachAsked', name: 'Ida' });
  }
  expect(turnOf({ ...nothing, overview: overview('supervisor', 'goals', left) }).key).toBe('outside');
});

test('a coach who was proposed or asked and left the school is waited for by nobody', () => {
  for (const role of ['coachee', 'client'] as const)
    for (const coachLeft of [true, false])
      for (const more of [{ state: 'asked' }, { state: 'open' }, { state: 'open', waitsForMe: true }] as const) {
        const gone = { ...overview(role, 'goals', { coachLeft }), coachChange: change({ ...more, coachLeft: true }) };
        expect(turnOf({ ...nothing, overview: gone })).toEqual({ key: 'wishedLeft', name: 'Ida' });
      }
});
