import { z } from 'zod';
import { Id, Instant, Line, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

const Words = Prose(5000);

/** What do you want, where are you now, what is in the way, what helps, how will we see it (what somebody does or says). */
const Wording = z.object({
  title: Line(200),
  want: Words.default(''),
  present: Words.default(''),
  obstacles: Words.default(''),
  resources: Words.default(''),
  behaviour: Words.default(''),
});
export type GoalWording = z.infer<typeof Wording>;

/** Goal-attainment scaling (Kiresuk & Sherman 1968): 0 is what was hoped for, −2 much less, +2 much more. */
export const STEPS = [-2, -1, 0, 1, 2] as const;

/** Coachee and coach rate apart. */
export const Rater = z.enum(['coachee', 'coach']);
export type Rater = z.infer<typeof Rater>;

export const Goal = z
  .object({
    id: Id,
    trajectoryId: Id,
    /** From 1, the coachee's order; also the number in the circle. */
    position: z.int(),
    title: z.string(),
    want: z.string(),
    present: z.string(),
    obstacles: z.string(),
    resources: z.string(),
    behaviour: z.string(),
    /** From −2 to +2 in the coachee's own words; empty where nothing is described. */
    steps: z.array(z.string()).length(STEPS.length),
    /** Every rating, oldest first. */
    progress: z.array(z.object({ as: Rater, value: z.int().min(-2).max(2), at: Instant })),
    archivedAt: Instant.nullable(),
    /** Comments linked to it that the asker may see. */
    momentCount: z.int(),
    updatedAt: Instant,
  })
  .meta({ id: 'Goal' });
export type Goal = z.infer<typeof Goal>;

export const ProposalState = z.enum(['open', 'accepted', 'refused', 'withdrawn']);

export const GoalProposal = z
  .object({
    id: Id,
    trajectoryId: Id,
    proposedBy: PersonRef,
    proposedAt: Instant,
    title: z.string(),
    want: z.string(),
    present: z.string(),
    obstacles: z.string(),
    resources: z.string(),
    behaviour: z.string(),
    state: ProposalState,
    answer: z.string(),
    answeredAt: Instant.nullable(),
    /** The goal it became. */
    goalId: Id.nullable(),
  })
  .meta({ id: 'GoalProposal' });
export type GoalProposal = z.infer<typeof GoalProposal>;

const ofTrajectory = z.object({ trajectoryId: Id });

export const goalRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/goals',
    summary: 'The goal list (coachee and coach), archived ones last',
    params: ofTrajectory,
    returns: z.object({ items: z.array(Goal) }),
  }),
  add: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/goals',
    summary: 'Write a learning goal (coachee)',
    params: ofTrajectory,
    body: Wording,
    returns: Goal,
    status: 201,
    problems: ['trajectory_over'],
  }),
  edit: route({
    method: 'PATCH',
    path: '/goals/:goalId',
    summary: 'Edit or archive a learning goal (coachee)',
    params: z.object({ goalId: Id }),
    body: z.object({
      title: Line(200).optional(),
      want: Words.optional(),
      present: Words.optional(),
      obstacles: Words.optional(),
      resources: Words.optional(),
      behaviour: Words.optional(),
      steps: z.array(Prose(1000)).length(STEPS.length).optional(),
      archived: z.boolean().optional(),
    }),
    returns: Goal,
    problems: ['trajectory_over'],
  }),
  /** The ids of all goals that are not archived, in the wished order. */
  order: route({
    method: 'PUT',
    path: '/trajectories/:trajectoryId/goals/order',
    summary: 'Order the goal list (coachee)',
    params: ofTrajectory,
    body: z.object({ goalIds: z.array(Id).max(1000) }),
    returns: z.object({ items: z.array(Goal) }),
    problems: ['changed_meanwhile', 'trajectory_over'],
  }),
  proposals: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/goal-proposals',
    summary: 'Proposals for a goal, newest first (coachee and coach)',
    params: ofTrajectory,
    returns: z.object({ items: z.array(GoalProposal) }),
  }),
  propose: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/goal-proposals',
    summary: 'Propose a goal (coach)',
    params: ofTrajectory,
    body: Wording,
    returns: GoalProposal,
    status: 201,
    problems: ['trajectory_over'],
  }),
  /** Accepting with a wording is "edit": the goal gets the coachee's words. */
  answer: route({
    method: 'POST',
    path: '/goal-proposals/:proposalId/answer',
    summary: 'Accept, edit or refuse a proposal (coachee)',
    params: z.object({ proposalId: Id }),
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('accept'), wording: Wording.optional() }),
      z.object({ decision: z.literal('refuse'), answer: Prose(1000).default('') }),
    ]),
    returns: GoalProposal,
    problems: ['proposal_already_answered', 'trajectory_over'],
  }),
  withdrawProposal: route({
    method: 'DELETE',
    path: '/goal-proposals/:proposalId',
    summary: 'Take an open proposal back (coach)',
    params: z.object({ proposalId: Id }),
    problems: ['proposal_already_answered', 'trajectory_over'],
  }),
} as const;
