import { z } from 'zod';
import { Day, Id, Instant, Line, PersonRef } from './common.ts';
import { route } from './route.ts';

export const TrajectoryPhase = z.enum(['request', 'intake', 'goals', 'coaching', 'final_evaluation', 'closed']);
export type TrajectoryPhase = z.infer<typeof TrajectoryPhase>;

/** What somebody is in one trajectory; the same person can be another thing in another. */
export const TrajectoryRole = z.enum(['coachee', 'coach', 'client', 'supervisor']);
export type TrajectoryRole = z.infer<typeof TrajectoryRole>;

export const Trajectory = z
  .object({
    id: Id,
    organisationId: Id,
    title: z.string(),
    phase: TrajectoryPhase,
    coachee: PersonRef,
    coach: PersonRef,
    client: PersonRef.nullable(),
    supervisor: PersonRef.nullable(),
    startsOn: Day,
    endsOn: Day,
    /** What the asker is in this trajectory. */
    myRoles: z.array(TrajectoryRole),
    /** Counts that client and supervisor may see too. */
    goalCount: z.int(),
    recordingCount: z.int(),
    createdAt: Instant,
  })
  .meta({ id: 'Trajectory' });
export type Trajectory = z.infer<typeof Trajectory>;

const Fields = z.object({
  title: Line(200),
  coacheeId: Id,
  coachId: Id,
  clientId: Id.nullable().default(null),
  supervisorId: Id.nullable().default(null),
  startsOn: Day,
  endsOn: Day,
});

const one = z.object({ trajectoryId: Id });

export const trajectoryRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectories',
    summary: 'Trajectories in which the asker has a role',
    returns: z.object({ items: z.array(Trajectory) }),
  }),
  create: route({
    method: 'POST',
    path: '/trajectories',
    summary: 'Start a trajectory (its coach, its coachee, or an administrator)',
    body: Fields.extend({ organisationId: Id }),
    returns: Trajectory,
    status: 201,
    problems: ['period_ends_before_it_starts', 'same_person_twice', 'not_a_member'],
  }),
  get: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId',
    summary: 'One trajectory',
    params: one,
    returns: Trajectory,
  }),
  update: route({
    method: 'PATCH',
    path: '/trajectories/:trajectoryId',
    summary: 'Change title, period, phase, client or supervisor (coach or coachee)',
    params: one,
    body: z.object({
      title: Line(200).optional(),
      startsOn: Day.optional(),
      endsOn: Day.optional(),
      phase: TrajectoryPhase.optional(),
      clientId: Id.nullable().optional(),
      supervisorId: Id.nullable().optional(),
    }),
    returns: Trajectory,
    problems: ['period_ends_before_it_starts', 'not_a_member'],
  }),
} as const;
