import { z } from 'zod';
import { Id, Instant, Line, page, PageQuery, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** Watching a lesson while it happens (an observation) will be another. */
export const RoomKind = z.enum(['review_call']);
export type RoomKind = z.infer<typeof RoomKind>;

/** Made and measured for two to four. */
export const MAX_ROOM_PEOPLE = 4;
export const MAX_DEVICES_PER_PERSON = 3;

/** A review call, planned, open or ended. Only those invited see it; the host is one of them. */
export const Room = z
  .object({
    id: Id,
    kind: RoomKind,
    organisationId: Id,
    title: z.string(),
    /** The lesson to look at; in the call another may be chosen. */
    recordingId: Id.nullable(),
    trajectoryId: Id.nullable(),
    /** The talk that is held as this call. */
    talkId: Id.nullable(),
    /** Whose lesson and whose trajectory it is: the owner of what is recorded of the call. */
    teacher: PersonRef,
    /** Lets people in. */
    host: PersonRef,
    people: z.array(PersonRef),
    plannedAt: Instant.nullable(),
    /** When somebody first came in. */
    openedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    /** Who is in it now, in the order in which they came. */
    present: z.array(PersonRef),
    presentCount: z.int(),
    /** What was recorded of the call, oldest first: what of it the asker may watch. */
    recordings: z.array(Id),
    createdAt: Instant,
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof Room>;

export const RoomMessage = z
  .object({ id: Id, roomId: Id, author: PersonRef, text: z.string(), sentAt: Instant })
  .meta({ id: 'RoomMessage' });
export type RoomMessage = z.infer<typeof RoomMessage>;

export const RoomMessageText = Prose(2000).pipe(z.string().min(1));

const one = z.object({ roomId: Id });

export const roomRoutes = {
  create: route({
    method: 'POST',
    path: '/rooms',
    summary: 'Open or plan a review call from a lesson or a trajectory; the caller is its host',
    body: z
      .object({
        kind: RoomKind.default('review_call'),
        title: Line(200),
        recordingId: Id.nullable().default(null),
        trajectoryId: Id.nullable().default(null),
        /** Besides the caller. They belong to the school; a lesson is shown only to those who may watch it. */
        personIds: z
          .array(Id)
          .min(1)
          .max(MAX_ROOM_PEOPLE - 1),
        plannedAt: Instant.nullable().default(null),
      })
      .refine((room) => room.recordingId !== null || room.trajectoryId !== null, { error: 'room_needs_a_subject' }),
    returns: Room,
    status: 201,
    problems: ['not_a_member', 'room_full', 'too_many_calls_open', 'trajectory_over'],
  }),
  list: route({
    method: 'GET',
    path: '/rooms',
    summary: 'Review calls to which the asker is invited: open and planned first, then ended ones, the last made first',
    query: PageQuery.extend({ trajectoryId: Id.optional(), recordingId: Id.optional() }),
    returns: page(Room),
  }),
  get: route({ method: 'GET', path: '/rooms/:roomId', summary: 'One review call', params: one, returns: Room }),
  update: route({
    method: 'PATCH',
    path: '/rooms/:roomId',
    summary: 'Change title, time or who is invited (host); whoever is no longer invited leaves at once',
    params: one,
    body: z.object({
      title: Line(200).optional(),
      plannedAt: Instant.nullable().optional(),
      personIds: z
        .array(Id)
        .min(1)
        .max(MAX_ROOM_PEOPLE - 1)
        .optional(),
    }),
    returns: Room,
    problems: ['not_a_member', 'room_ended'],
  }),
  end: route({
    method: 'POST',
    path: '/rooms/:roomId/end',
    summary: 'End the call for everybody (host)',
    params: one,
    returns: Room,
  }),
  messages: route({
    method: 'GET',
    path: '/rooms/:roomId/messages',
    summary: "The call's chat, oldest first, for its host and who was let in",
    params: one,
    query: PageQuery,
    returns: page(RoomMessage),
    problems: ['room_not_entered'],
  }),
} as const;
