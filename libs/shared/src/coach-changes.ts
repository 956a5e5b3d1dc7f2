import { z } from 'zod';
import { Day, Id, Instant, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** Another coach, proposed by coachee or client (or asked by an administrator); both agree, and then the coach is asked. */
export const CoachChange = z
  .object({
    id: Id,
    trajectoryId: Id,
    coach: PersonRef,
    /** Who would become the coach belongs to the school no longer: this comes to nothing. */
    coachLeft: z.boolean(),
    reason: z.string(),
    proposedBy: PersonRef,
    proposedAt: Instant,
    /** `open`: for the other of coachee and client to answer. `asked`: for the coach; until then the one of now remains. */
    state: z.enum(['open', 'asked']),
    /** The asker's agreement is what it waits for. */
    waitsForMe: z.boolean(),
  })
  .meta({ id: 'CoachChange' });
export type CoachChange = z.infer<typeof CoachChange>;

/** The last proposal got a no; gone once another is made. */
export const CoachRefusal = z
  .object({
    /** Who would have become the coach. */
    coach: PersonRef,
    /** Who said no: that coach, or the other of coachee and client. */
    by: PersonRef,
    message: z.string(),
    at: Instant,
  })
  .meta({ id: 'CoachRefusal' });
export type CoachRefusal = z.infer<typeof CoachRefusal>;

/** What a coach who is asked to take a trajectory over sees of it before they say yes. */
export const CoachAsk = z
  .object({
    changeId: Id,
    organisationId: Id,
    /** Opens for them once they accept. */
    trajectoryId: Id,
    title: z.string(),
    coachee: PersonRef,
    proposedBy: PersonRef,
    proposedAt: Instant,
    reason: z.string(),
    startsOn: Day,
    endsOn: Day,
  })
  .meta({ id: 'CoachAsk' });
export type CoachAsk = z.infer<typeof CoachAsk>;

/** What an administrator sees of a trajectory: who, until when, and whether its coach is still there. */
export const CoachedPair = z
  .object({
    trajectoryId: Id,
    coachee: PersonRef,
    coach: PersonRef,
    coachLeft: z.boolean(),
    /** Who has not answered yet, and whether they are still there to do so. */
    asked: PersonRef.extend({ changeId: Id, left: z.boolean() }).nullable(),
    /** The no of a coach who was asked last. */
    refusal: CoachRefusal.nullable(),
    endsOn: Day,
  })
  .meta({ id: 'CoachedPair' });
export type CoachedPair = z.infer<typeof CoachedPair>;

const ofChange = z.object({ changeId: Id });

export const coachChangeRoutes = {
  /** Without a client, the coachee's word is enough and the coach is asked at once. */
  propose: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/coach-changes',
    summary: 'Propose another coach (coachee or client)',
    params: z.object({ trajectoryId: Id }),
    body: z.object({ coachId: Id, reason: Prose(1000).default('') }),
    returns: z.object({ change: CoachChange }),
    status: 201,
    problems: ['not_a_member', 'same_person_twice', 'same_coach', 'coach_change_waits', 'trajectory_over'],
  }),
  asked: route({
    method: 'GET',
    path: '/coach-changes',
    summary: 'Trajectories that the asker is asked to take over as coach',
    returns: z.object({ items: z.array(CoachAsk) }),
  }),
  answer: route({
    method: 'POST',
    path: '/coach-changes/:changeId/answer',
    summary: 'Agree to another coach, or not (the other of coachee and client; then that coach)',
    params: ofChange,
    body: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('agree') }),
      z.object({ decision: z.literal('refuse'), message: Prose(1000).default('') }),
    ]),
    problems: ['proposal_already_answered', 'not_a_member', 'trajectory_over'],
  }),
  withdraw: route({
    method: 'DELETE',
    path: '/coach-changes/:changeId',
    summary: 'Take back what waits about another coach (coachee, client or administrator)',
    params: ofChange,
    problems: ['proposal_already_answered', 'trajectory_over'],
  }),
  pairs: route({
    method: 'GET',
    path: '/organisations/:organisationId/coached-pairs',
    summary: 'Who coaches whom in trajectories that go on (administrator)',
    params: z.object({ organisationId: Id }),
    returns: z.object({ items: z.array(CoachedPair) }),
  }),
  replace: route({
    method: 'PUT',
    path: '/organisations/:organisationId/trajectories/:trajectoryId/coach',
    summary: 'Ask another coach for a trajectory (administrator)',
    params: z.object({ organisationId: Id, trajectoryId: Id }),
    body: z.object({ coachId: Id, reason: Prose(1000).default('') }),
    problems: ['not_a_member', 'same_person_twice', 'same_coach', 'coach_change_waits'],
  }),
} as const;
