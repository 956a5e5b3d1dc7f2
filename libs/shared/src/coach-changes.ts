import { z } from 'zod';
import { Day, Id, Instant, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** Another coach, proposed by coachee or client, who both agree, or by an administrator, with whom the coachee agrees; then the coach is asked. */
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
    /** `open`: for the client to answer what the coachee proposed, for the coachee in all else. `asked`: for the coach; until then the one of now remains. */
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
    /** Who said no: that coach, or whose agreement it waited for. */
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
    /** Who is to become the coach. `open`: the coachee has not agreed. `asked`: they themselves have not; `left`: nor will they. */
    wished: PersonRef.extend({ changeId: Id, state: z.enum(['open', 'asked']), left: z.boolean() }).nullable(),
    /** The last no: of a coach who was asked, or of the coachee to what the school proposed. */
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
    summary: 'Agree to another coach, or not (coachee or client; then that coach)',
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
    summary: 'Propose another coach for a trajectory to its coachee (administrator)',
    params: z.object({ organisationId: Id, trajectoryId: Id }),
    body: z.object({ coachId: Id, reason: Prose(1000).default('') }),
    problems: ['not_a_member', 'same_person_twice', 'same_coach', 'coach_change_waits'],
  }),
} as const;
