import { z } from 'zod';
import { Moment } from './comments.ts';
import { Day, Id, Instant, Line, Milliseconds, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** An agreed thing to do, with an owner and a date. */
export const Action = z
  .object({
    id: Id,
    trajectoryId: Id,
    /** In which it was agreed; null outside a talk. */
    talkId: Id.nullable(),
    what: z.string(),
    owner: PersonRef,
    dueOn: Day,
    goal: z.object({ id: Id, position: z.int(), title: z.string(), archived: z.boolean() }).nullable(),
    done: z
      .object({
        at: Instant,
        by: PersonRef,
        /** How it went; empty when a moment shows it. */
        text: z.string(),
        /** Null also when the lesson was deleted, or is not shared with the asker. */
        moment: z
          .object({ recordingId: Id, title: z.string(), startMs: Milliseconds, endMs: Milliseconds.nullable() })
          .nullable(),
      })
      .nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Action' });
export type Action = z.infer<typeof Action>;

const ofTrajectory = z.object({ trajectoryId: Id });
const one = z.object({ actionId: Id });
const What = Line(500);

/** Coachee and coach, all of them. */
export const actionRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/actions',
    summary: 'Actions: open ones by date, then done ones, newest first',
    params: ofTrajectory,
    returns: z.object({ items: z.array(Action) }),
  }),
  add: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/actions',
    summary: 'Agree on an action',
    params: ofTrajectory,
    body: z.object({
      what: What,
      ownerId: Id,
      dueOn: Day,
      goalId: Id.nullable().default(null),
      talkId: Id.nullable().default(null),
    }),
    returns: Action,
    status: 201,
    problems: ['owner_not_in_trajectory', 'goal_not_of_this_trajectory', 'trajectory_over'],
  }),
  change: route({
    method: 'PATCH',
    path: '/actions/:actionId',
    summary: 'Change what, who, by when or for which goal',
    params: one,
    body: z.object({
      what: What.optional(),
      ownerId: Id.optional(),
      dueOn: Day.optional(),
      goalId: Id.nullable().optional(),
    }),
    returns: Action,
    problems: ['owner_not_in_trajectory', 'goal_not_of_this_trajectory', 'trajectory_over'],
  }),
  /** With a sentence or a moment of a lesson, or both. */
  done: route({
    method: 'PUT',
    path: '/actions/:actionId/done',
    summary: 'Done: in a sentence, or with a moment of a lesson that shows it',
    params: one,
    body: z
      .object({
        text: Prose(2000).default(''),
        moment: Moment.and(z.object({ recordingId: Id }))
          .nullable()
          .default(null),
      })
      .refine(({ text, moment }) => text !== '' || moment !== null, { error: 'done_needs_words', path: ['text'] }),
    returns: Action,
    problems: ['lesson_not_of_this_trajectory', 'moment_past_the_end', 'moment_not_shown', 'trajectory_over', 'sealed'],
  }),
  open: route({
    method: 'DELETE',
    path: '/actions/:actionId/done',
    summary: 'Not done after all',
    params: one,
    returns: Action,
    problems: ['trajectory_over'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/actions/:actionId',
    summary: 'Take it off the list',
    params: one,
    problems: ['trajectory_over'],
  }),
  restore: route({
    method: 'POST',
    path: '/actions/:actionId/restore',
    summary: 'Put it back on the list',
    params: one,
    returns: Action,
    problems: ['trajectory_over'],
  }),
} as const;
