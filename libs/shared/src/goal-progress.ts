import { z } from 'zod';
import { CommentKind, Moment } from './comments.ts';
import { Day, Id, Instant, Milliseconds, page, PageQuery, PersonRef, Prose } from './common.ts';
import { Goal, Rater } from './goals.ts';
import { route } from './route.ts';

const Span = z.object({ startMs: Milliseconds, endMs: Milliseconds.nullable() });

/** A lesson that the asker may watch. */
const Lesson = z.object({ recordingId: Id, title: z.string(), recordedOn: Day });

/** Why a moment cannot be played: then nothing of its lesson is told. */
const Gone = z.enum(['deleted', 'not_shared']);

export const GoalRating = z
  .object({
    id: Id,
    as: Rater,
    by: PersonRef,
    at: Instant,
    value: z.int().min(-2).max(2),
    /** The step as the coachee described it at that time. */
    step: z.string(),
    /** In words. */
    seen: z.string(),
    /** The moment that shows it. */
    evidence: z
      .object({ moment: Span, lesson: Lesson.nullable(), comment: z.string().nullable(), gone: Gone.nullable() })
      .nullable(),
  })
  .meta({ id: 'GoalRating' });
export type GoalRating = z.infer<typeof GoalRating>;

/** A comment linked to the goal. Of what is gone only that it was there, or its words where the owner let them stay. */
export const GoalMoment = z
  .object({
    /** The comment's. */
    id: Id,
    moment: Span,
    lesson: Lesson.nullable(),
    comment: z.object({ kind: CommentKind, author: PersonRef, text: z.string(), private: z.boolean() }).nullable(),
    gone: Gone.nullable(),
  })
  .meta({ id: 'GoalMoment' });
export type GoalMoment = z.infer<typeof GoalMoment>;

/** Whether somebody who reads what stayed of a deleted lesson may delete it: whose words it is, or whose lesson it was. */
export const mayRemoveKept = (me: string, mine: Rater, authorId: string): boolean =>
  mine === 'coachee' || me === authorId;

const one = z.object({ goalId: Id });

/** Coachee and coach. */
export const goalProgressRoutes = {
  get: route({
    method: 'GET',
    path: '/goals/:goalId',
    summary: 'A goal with every rating of coachee and coach, oldest first',
    params: one,
    returns: z.object({
      goal: Goal,
      trajectory: z.object({ id: Id, title: z.string() }),
      /** What the asker is in it, and rates as. */
      mine: Rater,
      /** Archived, or its trajectory is over: it stays to be read. */
      closed: z.boolean(),
      ratings: z.array(GoalRating),
    }),
  }),
  /** From the asker's second one on it says what shows it: a moment, or words. */
  rate: route({
    method: 'POST',
    path: '/goals/:goalId/ratings',
    summary: 'Say where it stands, from −2 to +2 (goal-attainment scaling)',
    params: one,
    body: z.object({
      value: z.int().min(-2).max(2),
      seen: Prose(5000).default(''),
      evidence: Moment.and(z.object({ recordingId: Id, commentId: Id.nullable().default(null) }))
        .nullable()
        .default(null),
    }),
    returns: GoalRating,
    status: 201,
    problems: [
      'rating_shows_nothing',
      'lesson_not_of_this_trajectory',
      'moment_past_the_end',
      'moment_not_shown',
      'changed_meanwhile',
      'trajectory_over',
      'sealed',
    ],
  }),
  thread: route({
    method: 'GET',
    path: '/goals/:goalId/moments',
    summary: 'The goal thread: every moment of the goal over all lessons, in time order, as the asker may see it',
    params: one,
    query: PageQuery,
    returns: page(GoalMoment).extend({
      /** Of the whole thread, with its first page: how many can be played, and the ends of these; null where none can. */
      playable: z.object({ count: z.int(), first: GoalMoment, latest: GoalMoment }).nullable(),
    }),
  }),
  /** From every goal it is linked to; there is no way back. */
  removeKept: route({
    method: 'DELETE',
    path: '/goals/:goalId/kept-comments/:commentId',
    summary: 'Delete a comment that stayed when its lesson was deleted (its author, and the coachee)',
    params: one.extend({ commentId: Id }),
  }),
} as const;
