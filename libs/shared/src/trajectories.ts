import { z } from 'zod';
import { CoachChange, CoachRefusal } from './coach-changes.ts';
import { Day, Id, Instant, Line, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';
import { TrajectoryPhase, TrajectoryRole, TrajectoryStanding, TrajectoryStep } from './trajectory-steps.ts';
import { Agreement } from './agreements.ts';

export const Trajectory = z
  .object({
    id: Id,
    organisationId: Id,
    title: z.string(),
    phase: TrajectoryPhase,
    standing: TrajectoryStanding,
    coachee: PersonRef,
    coach: PersonRef,
    /** Does not belong to the school any more, or not today: another coach has to be chosen. */
    coachLeft: z.boolean(),
    client: PersonRef.nullable(),
    supervisor: PersonRef.nullable(),
    startsOn: Day,
    endsOn: Day,
    /** What the asker is in this trajectory. */
    myRoles: z.array(TrajectoryRole),
    /** Client and supervisor may see it too. */
    goalCount: z.int(),
    /** Lessons that the asker may watch; for client and supervisor, who may watch none, those that the coach may. */
    recordingCount: z.int(),
    /** The estimate; null until there is one. */
    plannedTalks: z.int().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Trajectory' });
export type Trajectory = z.infer<typeof Trajectory>;

/** One step that somebody took; steps are phases or standings. */
export const TrajectoryEvent = z
  .object({
    at: Instant,
    by: PersonRef,
    step: z.object({ from: TrajectoryStep, to: TrajectoryStep }).nullable(),
    coach: z.object({ from: PersonRef, to: PersonRef }).nullable(),
    /** Empty for client and supervisor, unless they wrote it. */
    reason: z.string(),
  })
  .meta({ id: 'TrajectoryEvent' });
export type TrajectoryEvent = z.infer<typeof TrajectoryEvent>;

export const ContactWith = z.enum(['client', 'supervisor', 'both']);

/** What client and supervisor made clear, in the coach's words; the coachee reads it too. */
export const Contact = z
  .object({
    id: Id,
    trajectoryId: Id,
    spokenWith: ContactWith,
    spokenOn: Day,
    text: z.string(),
    writtenBy: PersonRef,
    writtenAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

/** Everything of a trajectory's page but its lists of goals, talks, lessons and actions. */
export const TrajectoryOverview = z
  .object({
    trajectory: Trajectory,
    /** Steps that the asker may take now. */
    steps: z.array(TrajectoryStep),
    /** Oldest first. */
    history: z.array(TrajectoryEvent),
    /** Only for coachee and client. */
    coachChange: CoachChange.nullable(),
    /** Only for coachee and client. */
    coachRefusal: CoachRefusal.nullable(),
    /** Who signed the report that client and supervisor read now, and when; null while there is none. */
    report: z.object({ signedName: z.string(), signedAt: Instant }).nullable(),
    /** Only for coachee and coach. */
    inside: z
      .object({
        /** Why the client asked. */
        reason: z.string(),
        contacts: z.array(Contact),
        wayOfWorking: z.string(),
        templateName: z.string(),
        agreements: z.array(Agreement),
        /** A report was signed, whether it is read now or not: the coachee alone changes client and supervisor. */
        readersAreCoachees: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'TrajectoryOverview' });
export type TrajectoryOverview = z.infer<typeof TrajectoryOverview>;

const ContactFields = z.object({ spokenWith: ContactWith, spokenOn: Day, text: Prose(5000).pipe(z.string().min(1)) });

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
    summary: 'Trajectories in which the asker has a role: those that go on first, of these the last begun first',
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
    problems: [
      ...(['period_ends_before_it_starts', 'not_a_member', 'step_not_from_here', 'trajectory_over'] as const),
      'coachee_chooses_readers',
    ],
  }),
  overview: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/overview',
    summary:
      'Where a trajectory stands: for coachee and coach all of it, for client and supervisor phases, counts and dates',
    params: one,
    returns: TrajectoryOverview,
  }),
  /** `from`: where the page showed it, so that two people at once do not take two steps. */
  step: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/steps',
    summary: 'To the next or the former phase; pause, stop, go on',
    params: one,
    body: z.object({ from: TrajectoryStep, to: TrajectoryStep, reason: Prose(1000).default('') }),
    returns: Trajectory,
    problems: ['step_not_from_here', 'reason_missing', 'changed_meanwhile'],
  }),
  plan: route({
    method: 'PUT',
    path: '/trajectories/:trajectoryId/plan',
    summary: 'The estimate: number of talks, until when, and way of working (coach)',
    params: one,
    body: z.object({
      plannedTalks: z.coerce.number().int().min(1).max(100),
      /** The end of the period, which client and supervisor see too. */
      endsOn: Day.optional(),
      wayOfWorking: Prose(5000).default(''),
      /** As it was called when it was chosen. */
      templateName: Prose(200).default(''),
    }),
    returns: Trajectory,
    problems: ['period_ends_before_it_starts', 'trajectory_over'],
  }),
  addContact: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/contacts',
    summary: 'Write down what client or supervisor made clear (coach; the coachee reads it)',
    params: one,
    body: ContactFields,
    returns: Contact,
    status: 201,
    problems: ['trajectory_over'],
  }),
  editContact: route({
    method: 'PATCH',
    path: '/trajectory-contacts/:contactId',
    summary: 'Put what was made clear in better words (who wrote it)',
    params: z.object({ contactId: Id }),
    body: ContactFields,
    returns: Contact,
    problems: ['trajectory_over'],
  }),
} as const;
