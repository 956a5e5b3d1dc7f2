import { z } from 'zod';
import { Id, Instant, Language, page, PageQuery } from './common.ts';
import { BYTES, route } from './route.ts';
import { TimeZone } from './zoned-time.ts';

/** When a mail about something is sent. Bundled: everything since the last one, in one mail. */
export const MailPace = z.enum(['at_once', 'hourly', 'daily', 'never']);
export type MailPace = z.infer<typeof MailPace>;

export type NotificationGroup = 'talks' | 'lessons' | 'trajectory';

interface Kind {
  group: NotificationGroup;
  /** What somebody gets who chose nothing. */
  mail: MailPace;
  /** Told before a talk: later it is of no use, so it is never bundled. `always`: in quiet hours too. */
  reminder?: 'outside_quiet_hours' | 'always';
}

/** Everything that people are told of, in the order of the settings' page. */
export const notificationKinds = {
  /** Times were offered to the reader, who picks one. */
  talk_offered: { group: 'talks', mail: 'at_once' },
  /** The other one picked a time. */
  talk_planned: { group: 'talks', mail: 'at_once' },
  talk_cancelled: { group: 'talks', mail: 'at_once' },
  talk_in_a_day: { group: 'talks', mail: 'at_once', reminder: 'outside_quiet_hours' },
  talk_in_an_hour: { group: 'talks', mail: 'at_once', reminder: 'always' },
  /** The other one lets the reader read what they prepared. */
  preparation_released: { group: 'talks', mail: 'hourly' },
  /** The other one agrees with the summary as it stands. */
  summary_to_confirm: { group: 'talks', mail: 'hourly' },
  call_invited: { group: 'talks', mail: 'at_once' },
  lesson_shared: { group: 'lessons', mail: 'at_once' },
  comment_added: { group: 'lessons', mail: 'hourly' },
  /** In a thread that the reader wrote in. */
  comment_replied: { group: 'lessons', mail: 'hourly' },
  mentioned: { group: 'lessons', mail: 'hourly' },
  /** Owner and coach look apart from now on; the other of them began. */
  seal_begun: { group: 'lessons', mail: 'at_once' },
  /** What was sealed can be read. */
  seal_opened: { group: 'lessons', mail: 'hourly' },
  /** Consent for a pupil in a lesson of the reader was refused or withdrawn. */
  consent_withdrawn: { group: 'lessons', mail: 'at_once' },
  /** Everything that the reader shared is open to nobody: a backup was restored. */
  lessons_closed: { group: 'lessons', mail: 'at_once' },
  /** A school year began, or a backup was restored: the reader's class list is to be gone over. */
  class_list_to_check: { group: 'lessons', mail: 'daily' },
  /** The reader's own lesson is deleted in some days. */
  lesson_ends: { group: 'lessons', mail: 'at_once' },
  /** Lessons of the reader may not be deleted for now. */
  lessons_held: { group: 'lessons', mail: 'at_once' },
  request_filed: { group: 'trajectory', mail: 'at_once' },
  request_answered: { group: 'trajectory', mail: 'at_once' },
  goal_proposed: { group: 'trajectory', mail: 'at_once' },
  goal_answered: { group: 'trajectory', mail: 'hourly' },
  agreement_proposed: { group: 'trajectory', mail: 'at_once' },
  agreement_answered: { group: 'trajectory', mail: 'hourly' },
  /** The reader's own, not done, and its day is over. */
  action_overdue: { group: 'trajectory', mail: 'daily' },
  /** The coach has other words for the report of the reader. */
  report_suggested: { group: 'trajectory', mail: 'hourly' },
  /** From now on the reader may read it. */
  report_signed: { group: 'trajectory', mail: 'at_once' },
  /** Another coach was proposed, and the reader is to agree: by the other of coachee and client, or to the coachee by an administrator. */
  coach_proposed: { group: 'trajectory', mail: 'at_once' },
  /** The reader is asked to become the coach. */
  coach_asked: { group: 'trajectory', mail: 'at_once' },
  /** The other chooser, or whom they chose, said yes or no. */
  coach_answered: { group: 'trajectory', mail: 'at_once' },
} as const satisfies Record<string, Kind>;

export type NotificationKind = keyof typeof notificationKinds;
export const NotificationKind = z.enum(Object.keys(notificationKinds) as [NotificationKind, ...NotificationKind[]]);

export const kindOf = (kind: NotificationKind): Kind => notificationKinds[kind];

/** A reminder is told in time or not at all. */
export const pacesOf = (kind: NotificationKind): readonly MailPace[] =>
  kindOf(kind).reminder === undefined ? MailPace.options : ['at_once', 'never'];

/** Where the reader finds it. */
export const NotificationSpot = z.discriminatedUnion('on', [
  z.object({ on: z.literal('talk'), talkId: Id }),
  z.object({ on: z.literal('call'), roomId: Id }),
  z.object({ on: z.literal('lesson'), recordingId: Id, commentId: Id.nullable() }),
  z.object({ on: z.literal('request'), requestId: Id }),
  z.object({ on: z.literal('trajectory'), trajectoryId: Id }),
  z.object({ on: z.literal('actions'), trajectoryId: Id }),
  z.object({ on: z.literal('evaluation'), trajectoryId: Id }),
  z.object({ on: z.literal('report'), trajectoryId: Id }),
  z.object({ on: z.literal('class_list'), classListId: Id }),
  /** Those of the reader: who is asked to coach one finds the question there. */
  z.object({ on: z.literal('trajectories') }),
  /** What of the reader's was deleted, and what is held. */
  z.object({ on: z.literal('deletions') }),
  /** The lessons of the reader. */
  z.object({ on: z.literal('recordings') }),
]);
export type NotificationSpot = z.infer<typeof NotificationSpot>;

/** One thing, or several of one kind at one spot. */
export const Notification = z
  .object({
    ids: z.array(Id).min(1),
    kind: NotificationKind,
    /** Of the latest. */
    at: Instant,
    /** Not read, and neither seen nor done in another way. */
    unread: z.boolean(),
    /** Who did it, the latest first; nobody of a reminder. */
    by: z.array(z.string()),
    /** Of the talk, call, lesson, request or trajectory; of an action what is to be done. */
    title: z.string(),
    /** When the talk is; null where it is not about a time. */
    startsAt: Instant.nullable(),
    /** Of an answer: what it was. */
    outcome: z.enum(['accepted', 'refused', 'taken', 'withdrawn']).nullable(),
    organisationId: Id,
    spot: NotificationSpot,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Every kind has one; a change names only those that change. */
const paces = Object.fromEntries(NotificationKind.options.map((kind) => [kind, z.enum(pacesOf(kind))])) as {
  [K in NotificationKind]: typeof MailPace;
};

export const NotificationSettings = z
  .object({
    mail: z.object(paces),
    timeZone: TimeZone,
    /** No mail from one time of day until the other; null: mail at any time. */
    quiet: z.object({ from: TimeOfDay, to: TimeOfDay }).nullable(),
    /** When the daily mail comes; within the quiet hours: when those end. */
    dailyAt: TimeOfDay,
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof NotificationSettings>;
export type QuietHours = NonNullable<NotificationSettings['quiet']>;

/** What holds for somebody who set nothing. */
export const usualHours = {
  timeZone: 'Europe/Amsterdam',
  quiet: { from: '20:00', to: '07:00' },
  dailyAt: '16:00',
} as const;

const byToken = z.object({ token: z.string().max(1000) });

export const notificationRoutes = {
  list: route({
    method: 'GET',
    path: '/notifications',
    summary: 'What the asker was told of and may still see, the newest first; of one kind at one spot together',
    query: PageQuery,
    returns: page(Notification),
  }),
  count: route({
    method: 'GET',
    path: '/notifications/count',
    summary: 'How many of them are unread; 100 stands for more',
    returns: z.object({ unread: z.int() }),
  }),
  read: route({
    method: 'POST',
    path: '/notifications/read',
    summary: 'These were read',
    body: z.object({ ids: z.array(Id).min(1).max(500) }),
  }),
  readAll: route({
    method: 'POST',
    path: '/notifications/read-all',
    summary: 'Everything was read that was told until this instant',
    body: z.object({ until: Instant }),
  }),
  settings: route({
    method: 'GET',
    path: '/me/notifications',
    summary: 'When the asker is mailed of what',
    returns: NotificationSettings,
  }),
  set: route({
    method: 'PATCH',
    path: '/me/notifications',
    summary: 'Change when the asker is mailed of what',
    body: NotificationSettings.extend({ mail: z.object(paces).partial() }).partial(),
    returns: NotificationSettings,
  }),
  /** The address in a mail's headers; a mail program posts to it (RFC 8058), a browser is sent on to the page. */
  unsubscribePage: route({
    method: 'GET',
    path: '/unsubscribe/:token',
    summary: 'The page on which mails of some kinds are stopped',
    open: true,
    params: byToken,
    returns: BYTES,
    status: 303,
  }),
  unsubscribeKinds: route({
    method: 'GET',
    path: '/unsubscribe/:token/kinds',
    summary: 'Of what the link in a mail stops mails, and whether they come now',
    open: true,
    params: byToken,
    returns: z.object({ language: Language, kinds: z.array(z.object({ kind: NotificationKind, mail: MailPace })) }),
    problems: ['link_not_valid'],
  }),
  unsubscribe: route({
    method: 'POST',
    path: '/unsubscribe/:token',
    summary: 'No mail of these kinds any more, without signing in (RFC 8058)',
    open: true,
    params: byToken,
    problems: ['link_not_valid'],
  }),
  subscribeAgain: route({
    method: 'DELETE',
    path: '/unsubscribe/:token',
    summary: 'Mail of these kinds again, as for somebody who chose nothing',
    open: true,
    params: byToken,
    problems: ['link_not_valid'],
  }),
} as const;

/** What the server tells every page of a person. */
export const notificationNotices = {
  /** There is more or less to read: ask again. */
  'notifications:changed': z.object({}),
} as const;
