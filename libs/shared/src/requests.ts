import { z } from 'zod';
import { Day, Id, Instant, Line, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

export const RequestState = z.enum(['open', 'taken', 'refused', 'withdrawn']);
export type RequestState = z.infer<typeof RequestState>;

/** What somebody may do with a request now. */
export const RequestAct = z.enum(['take', 'refuse', 'ask', 'withdraw']);
export type RequestAct = z.infer<typeof RequestAct>;

export const TrajectoryRequest = z
  .object({
    id: Id,
    organisationId: Id,
    title: z.string(),
    /** Empty for a coach who did not take it, once another did. */
    reason: z.string(),
    coachee: PersonRef,
    client: PersonRef,
    supervisor: PersonRef.nullable(),
    filedBy: PersonRef,
    filedAt: Instant,
    startsOn: Day,
    endsOn: Day,
    openToCoaches: z.boolean(),
    /** Those asked by name, for who filed it and the client; a coach finds only themselves. */
    asked: z.array(z.object({ coach: PersonRef, refusedAt: Instant.nullable(), message: z.string() })),
    state: RequestState,
    endedBy: PersonRef.nullable(),
    endedAt: Instant.nullable(),
    message: z.string(),
    /** What it became, for who has a part in that. */
    trajectoryId: Id.nullable(),
    may: z.array(RequestAct),
  })
  .meta({ id: 'TrajectoryRequest' });
export type TrajectoryRequest = z.infer<typeof TrajectoryRequest>;

const one = z.object({ requestId: Id });
const Message = Prose(1000).default('');

export const requestRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectory-requests',
    summary: 'Requests that the asker has a part in, or may take',
    returns: z.object({ items: z.array(TrajectoryRequest) }),
  }),
  file: route({
    method: 'POST',
    path: '/trajectory-requests',
    summary: 'Ask for a trajectory (the client, or an administrator for them)',
    body: z.object({
      organisationId: Id,
      title: Line(200),
      reason: Prose(5000).pipe(z.string().min(1)),
      coacheeId: Id,
      clientId: Id,
      supervisorId: Id.nullable().default(null),
      startsOn: Day,
      endsOn: Day,
      coachIds: z.array(Id).max(20).default([]),
      openToCoaches: z.boolean().default(false),
    }),
    returns: TrajectoryRequest,
    status: 201,
    problems: ['period_ends_before_it_starts', 'same_person_twice', 'not_a_member', 'request_asks_nobody'],
  }),
  get: route({
    method: 'GET',
    path: '/trajectory-requests/:requestId',
    summary: 'One request',
    params: one,
    returns: TrajectoryRequest,
  }),
  ask: route({
    method: 'POST',
    path: '/trajectory-requests/:requestId/coaches',
    summary: 'Ask more coaches (client, or the administrator who filed it)',
    params: one,
    body: z.object({ coachIds: z.array(Id).max(20).default([]), openToCoaches: z.boolean().optional() }),
    returns: TrajectoryRequest,
    problems: ['same_person_twice', 'not_a_member', 'request_ended', 'request_has_coach'],
  }),
  /** Of two coaches at once, one gets it. */
  take: route({
    method: 'POST',
    path: '/trajectory-requests/:requestId/take',
    summary: 'Take a request: it becomes a trajectory (a coach who was asked, or any when it is open to coaches)',
    params: one,
    returns: z.object({ trajectoryId: Id }),
    status: 201,
    problems: ['request_taken', 'request_ended'],
  }),
  refuse: route({
    method: 'POST',
    path: '/trajectory-requests/:requestId/refuse',
    summary: 'Refuse, with a kind message: a coach for themselves, the coachee the whole request',
    params: one,
    body: z.object({ message: Message }),
    problems: ['request_taken', 'request_has_coach', 'request_ended'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/trajectory-requests/:requestId/withdraw',
    summary: 'Withdraw a request (client, or the administrator who filed it)',
    params: one,
    body: z.object({ message: Message }),
    problems: ['request_has_coach', 'request_ended'],
  }),
} as const;
