import { z } from 'zod';
import { Id, Instant, Milliseconds, PersonRef, Prose } from './common.ts';
import { route } from './route.ts';

/** In the order in which they are offered: the compliment first. */
export const CommentKind = z.enum(['compliment', 'question', 'suggestion']);
export type CommentKind = z.infer<typeof CommentKind>;

/** A point (`endMs` null) or a range on a recording, in whole milliseconds from its first frame. */
export const Moment = z
  .object({ startMs: Milliseconds, endMs: Milliseconds.nullable().default(null) })
  .refine((moment) => moment.endMs === null || moment.endMs > moment.startMs, {
    error: 'moment_ends_before_it_starts',
  });
export type Moment = z.infer<typeof Moment>;

export const Comment = z
  .object({
    id: Id,
    recordingId: Id,
    author: PersonRef,
    /** Null for a comment, else the comment it answers. */
    parentId: Id.nullable(),
    kind: CommentKind,
    moment: z.object({ startMs: Milliseconds, endMs: Milliseconds.nullable() }),
    text: z.string(),
    goalIds: z.array(Id),
    mentions: z.array(PersonRef),
    /** Only its author reads it. */
    private: z.boolean(),
    /** Only its author reads it until the seal opens. */
    sealed: z.literal(true).optional(),
    doneAt: Instant.nullable(),
    doneBy: PersonRef.nullable(),
    /**
     * Set in a change list on what the asker can no longer read (deleted, or made private by its author): only `id`,
     * `recordingId`, `author`, `parentId` and `revision` then mean something, the rest is emptied.
     */
    deletedAt: Instant.nullable(),
    createdAt: Instant,
    editedAt: Instant.nullable(),
    /** Grows with every change on the recording: the order of the change feed. By how much says nothing. */
    revision: z.int(),
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof Comment>;

export const CommentText = Prose(5000).pipe(z.string().min(1));

const ofRecording = z.object({ recordingId: Id });
const one = z.object({ commentId: Id });

/** A reply takes kind and moment from the comment it answers, and is private when that is. */
export const NewComment = z.object({
  /** Made by the author's device: the same key is saved once, however often it is sent. */
  clientKey: Id,
  parentId: Id.nullable().default(null),
  kind: CommentKind,
  moment: Moment,
  text: CommentText,
  goalIds: z.array(Id).max(20).default([]),
  mentionIds: z.array(Id).max(20).default([]),
  private: z.boolean().default(false),
});
export type NewComment = z.infer<typeof NewComment>;

export const commentRoutes = {
  /** Not paged: the timeline needs them all, and 10,000 of them must draw in 400 ms. `revision` starts the change feed. */
  list: route({
    method: 'GET',
    path: '/recordings/:recordingId/comments',
    summary:
      'All comments the asker may read, by moment; with `after` only what changed since that revision, deletions included',
    params: ofRecording,
    query: z.object({ after: z.coerce.number().int().min(0).optional() }),
    returns: z.object({ items: z.array(Comment), revision: z.int() }),
  }),
  add: route({
    method: 'POST',
    path: '/recordings/:recordingId/comments',
    summary: 'Comment on a moment or range, or reply with parentId',
    params: ofRecording,
    body: NewComment,
    returns: Comment,
    status: 201,
    problems: [
      'moment_past_the_end',
      'moment_not_shown',
      'reply_to_reply',
      'goal_not_of_this_recording',
      'mention_not_allowed',
      'recording_not_ready',
      'sealed',
    ],
  }),
  edit: route({
    method: 'PATCH',
    path: '/comments/:commentId',
    summary: 'Edit (author), or mark done and reopen (whoever may comment)',
    params: one,
    body: z.object({
      kind: CommentKind.optional(),
      moment: Moment.optional(),
      text: CommentText.optional(),
      goalIds: z.array(Id).max(20).optional(),
      mentionIds: z.array(Id).max(20).optional(),
      private: z.boolean().optional(),
      done: z.boolean().optional(),
    }),
    returns: Comment,
    problems: [
      'moment_past_the_end',
      'moment_not_shown',
      'goal_not_of_this_recording',
      'mention_not_allowed',
      'comment_has_replies',
      'sealed',
    ],
  }),
  remove: route({
    method: 'DELETE',
    path: '/comments/:commentId',
    summary: 'Delete with its replies (author)',
    params: one,
  }),
  restore: route({
    method: 'POST',
    path: '/comments/:commentId/restore',
    summary: 'Undo a deletion (author, within 10 minutes)',
    params: one,
    returns: Comment,
    problems: ['not_found'],
  }),
  /** Everything up to this revision counts as read. */
  read: route({
    method: 'PUT',
    path: '/recordings/:recordingId/comments/read',
    summary: 'Remember what was read',
    params: ofRecording,
    body: z.object({ revision: z.int().min(0) }),
  }),
  /** Who may be mentioned: the owner and everybody with a running grant. */
  people: route({
    method: 'GET',
    path: '/recordings/:recordingId/people',
    summary: 'Who can see this recording now',
    params: ofRecording,
    returns: z.object({ items: z.array(PersonRef.extend({ mayComment: z.boolean(), isOwner: z.boolean() })) }),
  }),
} as const;
