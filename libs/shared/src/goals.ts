import { z } from 'zod';
import { Id, Instant, Line, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** The four questions of the talk: what do you want, where are you now, what is in the way, what helps. */
const Wording = z.object({
  title: Line(200),
  want: Prose(2000).default(''),
  present: Prose(2000).default(''),
  obstacles: Prose(2000).default(''),
  resources: Prose(2000).default(''),
});
export type GoalWording = z.infer<typeof Wording>;

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
  }),
  edit: route({
    method: 'PATCH',
    path: '/goals/:goalId',
    summary: 'Edit or archive a learning goal (coachee)',
    params: z.object({ goalId: Id }),
    body: z.object({
      title: Line(200).optional(),
      want: Prose(2000).optional(),
      present: Prose(2000).optional(),
      obstacles: Prose(2000).optional(),
      resources: Prose(2000).optional(),
      archived: z.boolean().optional(),
    }),
    returns: Goal,
  }),
  /** The ids of all goals that are not archived, in the wished order. */
  order: route({
    method: 'PUT',
    path: '/trajectories/:trajectoryId/goals/order',
    summary: 'Order the goal list (coachee)',
    params: ofTrajectory,
    body: z.object({ goalIds: z.array(Id).max(100) }),
    returns: z.object({ items: z.array(Goal) }),
    problems: ['changed_meanwhile'],
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
    problems: ['proposal_already_answered'],
  }),
  withdrawProposal: route({
    method: 'DELETE',
    path: '/goal-proposals/:proposalId',
    summary: 'Take an open proposal back (coach)',
    params: z.object({ proposalId: Id }),
    problems: ['proposal_already_answered'],
  }),
} as const;
