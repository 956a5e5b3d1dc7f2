import { z } from 'zod';
import { AgendaSection, TalkKind } from './agendas.ts';
import { Moment } from './comments.ts';
import { Id, Instant, Line, Milliseconds, PersonRef, Prose } from './common.ts';
import { BYTES, route } from './route.ts';
import { TimeZone, WallTime } from './zoned-time.ts';

/** `proposed`: times are offered, none is picked. `held`: both confirmed the summary. */
export const TalkState = z.enum(['proposed', 'planned', 'held', 'cancelled']);
export type TalkState = z.infer<typeof TalkState>;

export const MAX_TIMES = 6;

export const Talk = z
  .object({
    id: Id,
    trajectoryId: Id,
    trajectoryTitle: z.string(),
    /** Closed or stopped: the talk is there to be read. */
    trajectoryOver: z.boolean(),
    kind: TalkKind,
    title: z.string(),
    state: TalkState,
    /** Null until a time is picked. */
    startsAt: Instant.nullable(),
    /** In which it was planned. */
    timeZone: z.string(),
    durationMinutes: z.int(),
    /** Where, in words; empty when nobody said. */
    place: z.string(),
    /** It is held as a review call. */
    byCall: z.boolean(),
    /** That call, once it is opened or planned. */
    roomId: Id.nullable(),
    coachee: PersonRef,
    coach: PersonRef,
    /** Who offered the times last; the other one picks. */
    offeredBy: PersonRef,
    times: z.array(z.object({ id: Id, startsAt: Instant })),
    cancelled: z.object({ by: PersonRef, at: Instant, message: z.string() }).nullable(),
    heldAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Talk' });
export type Talk = z.infer<typeof Talk>;

/** A talk with the agenda that it keeps, and who agrees with its summary. */
export const TalkPage = Talk.extend({
  agenda: z.array(AgendaSection),
  agendaVersion: z.int(),
  /** `current`: of the summary as it stands; a changed one asks again. */
  confirmations: z.array(z.object({ person: PersonRef, at: Instant, current: z.boolean() })),
}).meta({ id: 'TalkPage' });
export type TalkPage = z.infer<typeof TalkPage>;

/** A moment of a lesson, pinned to a talk. */
export const TalkMoment = z
  .object({
    id: Id,
    talkId: Id,
    pinnedBy: PersonRef,
    moment: z.object({ startMs: Milliseconds, endMs: Milliseconds.nullable() }),
    /** Null when the lesson was deleted, or is not shared with the asker (any more). */
    lesson: z
      .object({ recordingId: Id, title: z.string(), recordedOn: z.iso.date(), hasPicture: z.boolean() })
      .nullable(),
    gone: z.enum(['deleted', 'not_shared']).nullable(),
    /** The comment that it came from, where the asker may read it. */
    comment: z.string().nullable(),
  })
  .meta({ id: 'TalkMoment' });
export type TalkMoment = z.infer<typeof TalkMoment>;

/** What one of the two wrote beforehand; without texts until it is released, but for its writer. */
export const Preparation = z
  .object({
    person: PersonRef,
    releasedAt: Instant.nullable(),
    /** By section. */
    texts: z.record(z.string(), z.string()).nullable(),
  })
  .meta({ id: 'Preparation' });
export type Preparation = z.infer<typeof Preparation>;

const Times = z.object({
  timeZone: TimeZone,
  /** As the clock shows them there. */
  times: z.array(WallTime).min(1).max(MAX_TIMES),
});
const Duration = z.int().min(5).max(480);
const Place = Prose(300);

/** What everybody of a trajectory may know of a talk that comes: never its title or place, which are words of these two. */
const PlannedTalk = z
  .object({ kind: TalkKind, startsAt: Instant, durationMinutes: z.int() })
  .meta({ id: 'PlannedTalk' });
export type PlannedTalk = z.infer<typeof PlannedTalk>;

const ofTrajectory = z.object({ trajectoryId: Id });
const one = z.object({ talkId: Id });

export const talkRoutes = {
  list: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/talks',
    summary: 'The talks of a trajectory (coachee and coach): coming ones first, then past ones, newest first',
    params: ofTrajectory,
    returns: z.object({ items: z.array(Talk) }),
  }),
  dates: route({
    method: 'GET',
    path: '/trajectories/:trajectoryId/talk-dates',
    summary:
      'How many talks were held, and of the next ones what kind, when and how long, for client and supervisor too',
    params: ofTrajectory,
    returns: z.object({ held: z.int(), planned: z.array(PlannedTalk) }),
  }),
  mine: route({
    method: 'GET',
    path: '/talks',
    summary: 'Talks that come and talks to be planned, in which the asker takes part',
    returns: z.object({ items: z.array(Talk) }),
  }),
  offer: route({
    method: 'POST',
    path: '/trajectories/:trajectoryId/talks',
    summary: 'Offer times for a talk; the other one picks',
    params: ofTrajectory,
    body: Times.extend({
      kind: TalkKind,
      title: Line(200),
      durationMinutes: Duration.default(60),
      place: Place.default(''),
      byCall: z.boolean().default(false),
    }),
    returns: Talk,
    status: 201,
    problems: ['time_does_not_exist', 'time_past', 'trajectory_over'],
  }),
  get: route({ method: 'GET', path: '/talks/:talkId', summary: 'One talk', params: one, returns: TalkPage }),
  update: route({
    method: 'PATCH',
    path: '/talks/:talkId',
    summary: 'Change title, place or how long it takes',
    params: one,
    body: z.object({
      title: Line(200).optional(),
      durationMinutes: Duration.optional(),
      place: Place.optional(),
      byCall: z.boolean().optional(),
    }),
    returns: Talk,
    problems: ['talk_closed', 'trajectory_over'],
  }),
  offerAgain: route({
    method: 'POST',
    path: '/talks/:talkId/times',
    summary: 'Offer other times; what was picked before no longer stands',
    params: one,
    body: Times,
    returns: Talk,
    problems: ['time_does_not_exist', 'time_past', 'talk_closed', 'trajectory_over'],
  }),
  pick: route({
    method: 'POST',
    path: '/talks/:talkId/pick',
    summary: 'Pick one of the offered times (who did not offer them)',
    params: one,
    body: z.object({ timeId: Id }),
    returns: Talk,
    problems: ['own_offer', 'changed_meanwhile', 'time_past', 'talk_closed', 'trajectory_over'],
  }),
  cancel: route({
    method: 'POST',
    path: '/talks/:talkId/cancel',
    summary: 'Cancel, with a message',
    params: one,
    body: z.object({ message: Prose(1000).default('') }),
    returns: Talk,
    problems: ['talk_closed', 'trajectory_over'],
  }),
  /** The summary as the asker reads it: when it is another by now, it is not confirmed. */
  confirm: route({
    method: 'POST',
    path: '/talks/:talkId/confirm',
    summary: 'Agree with the summary; when both do, the talk is held',
    params: one,
    body: z.object({ summary: z.string().max(40_000) }),
    returns: TalkPage,
    problems: ['summary_empty', 'changed_meanwhile', 'talk_closed', 'trajectory_over'],
  }),
  reopen: route({
    method: 'POST',
    path: '/talks/:talkId/reopen',
    summary: 'Write on in a talk that was held; both confirm anew',
    params: one,
    returns: TalkPage,
    problems: ['talk_closed', 'trajectory_over'],
  }),
  preparations: route({
    method: 'GET',
    path: '/talks/:talkId/preparations',
    summary: 'What each wrote beforehand: the own one, and the other’s once it is released',
    params: one,
    returns: z.object({ items: z.array(Preparation) }),
  }),
  release: route({
    method: 'PUT',
    path: '/talks/:talkId/preparation',
    summary: 'Show the own preparation to the other, or no longer',
    params: one,
    body: z.object({ released: z.boolean() }),
    returns: z.object({ items: z.array(Preparation) }),
    problems: ['talk_closed', 'trajectory_over'],
  }),
  moments: route({
    method: 'GET',
    path: '/talks/:talkId/moments',
    summary: 'Moments of lessons pinned to this talk',
    params: one,
    returns: z.object({ items: z.array(TalkMoment) }),
  }),
  /** From a comment, the moment is the comment's. */
  pin: route({
    method: 'POST',
    path: '/talks/:talkId/moments',
    summary: "Pin a moment of one of the coachee's lessons (who may watch it)",
    params: one,
    body: z.object({ recordingId: Id, moment: Moment, commentId: Id.nullable().default(null) }),
    returns: TalkMoment,
    status: 201,
    problems: [
      'lesson_not_of_this_trajectory',
      'moment_past_the_end',
      'moment_not_shown',
      'talk_closed',
      'trajectory_over',
      'sealed',
    ],
  }),
  unpin: route({
    method: 'DELETE',
    path: '/talk-moments/:momentId',
    summary: 'Take a moment off the talk',
    params: z.object({ momentId: Id }),
    problems: ['talk_closed', 'trajectory_over'],
  }),
  call: route({
    method: 'POST',
    path: '/talks/:talkId/call',
    summary: 'The review call of this talk; opened or planned when there is none yet',
    params: one,
    returns: z.object({ roomId: Id }),
    problems: ['talk_closed', 'not_a_member', 'trajectory_over'],
  }),
  file: route({
    method: 'GET',
    path: '/talks/:talkId/talk.ics',
    summary: 'The talk for a calendar (iCalendar), without its content',
    params: one,
    returns: BYTES,
    problems: ['talk_not_planned'],
  }),
} as const;
