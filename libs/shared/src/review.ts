import { z } from 'zod';
import { Comment } from './comments.ts';
import { Id, Milliseconds, PersonRef } from './common.ts';
import { RecordingState } from './recording-state.ts';

/**
 * `atMs` is null for who looks apart: where they stop says where they found something. So it is for a place outside the
 * part that the receiver is shown.
 */
export const Viewer = z.object({ person: PersonRef, atMs: Milliseconds.nullable(), playing: z.boolean() });
export type Viewer = z.infer<typeof Viewer>;

/** What the web asks over the socket; every one is acknowledged with an `Ack`. */
export const reviewRequests = {
  /** Enter the room of a recording: who is there, and what changed after `revision`, in order. */
  'review:join': {
    payload: z.object({ recordingId: Id, revision: z.int().min(0) }),
    answer: z.object({ viewers: z.array(Viewer), missed: z.array(Comment), revision: z.int() }),
  },
  'review:leave': { payload: z.object({ recordingId: Id }), answer: z.object({}) },
  /** Where the own playhead is; at most twice a second. */
  'review:playhead': {
    payload: z.object({ recordingId: Id, atMs: Milliseconds, playing: z.boolean() }),
    answer: z.object({}),
  },
  /** Follow the preparation of own recordings (home and upload page). */
  'recordings:follow': { payload: z.object({ recordingIds: z.array(Id).max(200) }), answer: z.object({}) },
} as const;

/** What the server tells. */
export const reviewNotices = {
  /**
   * New, changed or deleted (`deletedAt`). They arrive in the order of revisions, none twice, going on from the
   * `revision` of the join; of changes of one comment that follow each other at once, only the last may come.
   */
  'comment:changed': z.object({ comment: Comment }),
  /** To the two whom it concerns: read it again. */
  'seal:changed': z.object({ recordingId: Id }),
  /** Everybody now in the room, the receiver included. */
  'review:viewers': z.object({ recordingId: Id, viewers: z.array(Viewer) }),
  /**
   * The grant ended, or the recording was deleted: stop, empty the buffer, leave. After `range_changed` another part is
   * shown, or none: read the recording again, and enter anew where it is still there.
   */
  'review:ended': z.object({ recordingId: Id, reason: z.enum(['withdrawn', 'expired', 'deleted', 'range_changed']) }),
  /** State, progress, a new rendition: read the recording again; `renditions` says to reload the master playlist. */
  'recording:changed': z.object({
    recordingId: Id,
    state: RecordingState,
    playable: z.boolean(),
    progress: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    /** Why it failed; while it is in work, what it waits for. */
    problem: z.string().nullable(),
    renditions: z.boolean(),
  }),
} as const;

export type ReviewNoticeName = keyof typeof reviewNotices;
export type ReviewNotice<N extends ReviewNoticeName> = z.infer<(typeof reviewNotices)[N]>;
