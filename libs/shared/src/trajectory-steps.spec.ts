import { describe, expect, test } from '@jest/globals';
import {
  judgeStep,
  type Place,
  stepsFrom,
  TrajectoryPhase,
  type TrajectoryRole,
  TrajectoryStep,
} from './trajectory-steps.ts';

const at = (phase: TrajectoryPhase, more: Partial<Place> = {}): Place => ({
  phase,
  standing: 'running',
  stoppedByAsker: false,
  ...more,
});

/** What each may do from each place, written out: a rule that changes changes a line here. */
const table: [Place, Partial<Record<TrajectoryRole, TrajectoryStep[]>>][] = [
  [at('request'), { coach: ['intake', 'paused', 'stopped'], coachee: ['paused', 'stopped'], client: ['stopped'] }],
  [
    at('intake'),
    { coach: ['request', 'goals', 'paused', 'stopped'], coachee: ['goals', 'paused', 'stopped'], client: ['stopped'] },
  ],
  [
    at('goals'),
    {
      coach: ['intake', 'coaching', 'paused', 'stopped'],
      coachee: ['intake', 'coaching', 'paused', 'stopped'],
      client: ['stopped'],
    },
  ],
  [
    at('coaching'),
    {
      coach: ['goals', 'final_evaluation', 'paused', 'stopped'],
      coachee: ['goals', 'final_evaluation', 'paused', 'stopped'],
      client: ['stopped'],
    },
  ],
  [
    at('final_evaluation'),
    {
      coach: ['coaching', 'closed', 'paused', 'stopped'],
      coachee: ['coaching', 'closed', 'paused', 'stopped'],
      client: ['stopped'],
    },
  ],
  [at('closed'), { coach: ['final_evaluation'], coachee: ['final_evaluation'] }],
  [
    at('coaching', { standing: 'paused' }),
    { coach: ['running', 'stopped'], coachee: ['running', 'stopped'], client: ['stopped'] },
  ],
  [at('coaching', { standing: 'stopped' }), {}],
  [
    at('intake', { standing: 'stopped', stoppedByAsker: true }),
    { coach: ['running'], coachee: ['running'], client: ['running'] },
  ],
];

describe.each(table)('from %o', (place, allowed) => {
  test.each(['coachee', 'coach', 'client', 'supervisor'] as const)('%s', (role) => {
    expect(stepsFrom(place, [role])).toEqual(allowed[role] ?? []);
  });
});

test('no step leads to where it already is, and nobody without a role takes one', () => {
  for (const phase of TrajectoryPhase.options) {
    for (const standing of ['running', 'paused', 'stopped'] as const) {
      const place = at(phase, { standing, stoppedByAsker: true });
      expect(judgeStep(place, standing, ['coach', 'coachee', 'client'])).toBe('not_from_here');
      expect(stepsFrom(place, [])).toEqual([]);
      if (standing === 'running') expect(judgeStep(place, phase, ['coach'])).toBe('not_from_here');
    }
  }
});

test('a step that leads on but belongs to another is told apart from one that leads nowhere', () => {
  expect(judgeStep(at('request'), 'intake', ['coachee'])).toBe('not_theirs');
  expect(judgeStep(at('request'), 'coaching', ['coach'])).toBe('not_from_here');
  expect(judgeStep(at('coaching'), 'stopped', ['supervisor'])).toBe('not_theirs');
});
