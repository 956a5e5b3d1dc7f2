import { describe, expect, test } from '@jest/globals';
import type { Goal, GoalProposal } from '@lesblik/shared/goals';
import type { Recording } from '@lesblik/shared/recordings';
import type { Trajectory } from '@lesblik/shared/trajectories';
import type { TrajectoryPhase, TrajectoryRole } from '@lesblik/shared/trajectory-steps';
import { turnOf } from './turn.ts';

const trajectory = (role: TrajectoryRole, phase: TrajectoryPhase = 'coaching') =>
  ({ myRoles: [role], phase, coachee: { id: '1', name: 'Noor' }, coach: { id: '2', name: 'Eva' } }) as Trajectory;
const goal = { archivedAt: null } as Goal;
const proposal = { state: 'open', proposedBy: { id: '2', name: 'Eva' } } as GoalProposal;
const nothing = { goals: [], proposals: [], recordings: [] };

describe('the coachee', () => {
  test('answers a proposal first', () => {
    expect(turnOf({ ...nothing, trajectory: trajectory('coachee'), proposals: [proposal] })).toEqual({
      key: 'answer',
      count: 1,
      name: 'Eva',
    });
  });

  test('then writes goals; archived ones do not count', () => {
    const archived = { archivedAt: '2026-11-01T00:00:00Z' } as Goal;
    expect(turnOf({ ...nothing, trajectory: trajectory('coachee'), goals: [archived] }).key).toBe('writeGoals');
  });

  test('then shares a lesson, then looks at it', () => {
    const known = { ...nothing, trajectory: trajectory('coachee'), goals: [goal] };
    expect(turnOf(known)).toEqual({ key: 'firstLesson', name: 'Eva' });
    expect(turnOf({ ...known, recordings: [{} as Recording] }).key).toBe('look');
  });
});

describe('the coach', () => {
  test('waits for goals, an answer and a lesson', () => {
    const coach = trajectory('coach');
    expect(turnOf({ ...nothing, trajectory: coach })).toEqual({ key: 'waitGoals', name: 'Noor' });
    expect(turnOf({ ...nothing, trajectory: coach, proposals: [proposal] }).key).toBe('waitAnswer');
    expect(turnOf({ ...nothing, trajectory: coach, goals: [goal] }).key).toBe('waitLesson');
  });
});

test('client and supervisor are told whose the lessons are, whatever the phase', () => {
  expect(turnOf({ ...nothing, trajectory: trajectory('client', 'closed') }).key).toBe('outside');
  expect(turnOf({ ...nothing, trajectory: trajectory('supervisor') }).key).toBe('outside');
});

test('a closed trajectory asks nothing of anybody', () => {
  expect(turnOf({ ...nothing, trajectory: trajectory('coachee', 'closed'), proposals: [proposal] }).key).toBe('closed');
});
