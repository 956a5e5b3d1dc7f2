import { z } from 'zod';

export const RecordingState = z.enum([
  'created',
  'uploading',
  'uploaded',
  'probing',
  'transcoding',
  'completing',
  'ready',
  'failed',
  'cancelled',
  'deleting',
]);
export type RecordingState = z.infer<typeof RecordingState>;

/** What can happen to a recording. */
export type RecordingEvent =
  | 'first_byte'
  | 'last_byte'
  | 'probe_started'
  | 'probed'
  | 'encoded'
  | 'completed'
  | 'failed'
  | 'retried'
  /** An upload that ended unfinished may begin anew. */
  | 'reopened'
  | 'cancelled'
  | 'deleted';

const transitions: Record<RecordingState, Partial<Record<RecordingEvent, RecordingState>>> = {
  created: {
    first_byte: 'uploading',
    last_byte: 'uploaded',
    cancelled: 'cancelled',
    deleted: 'deleting',
    failed: 'failed',
  },
  uploading: {
    first_byte: 'uploading',
    last_byte: 'uploaded',
    cancelled: 'cancelled',
    deleted: 'deleting',
    failed: 'failed',
  },
  uploaded: { probe_started: 'probing', cancelled: 'cancelled', deleted: 'deleting', failed: 'failed' },
  probing: {
    probe_started: 'probing',
    probed: 'transcoding',
    cancelled: 'cancelled',
    deleted: 'deleting',
    failed: 'failed',
  },
  transcoding: { encoded: 'completing', cancelled: 'cancelled', deleted: 'deleting', failed: 'failed' },
  completing: { completed: 'ready', cancelled: 'cancelled', deleted: 'deleting', failed: 'failed' },
  /** Its device's SHA-256 came late, and differs. */
  ready: { deleted: 'deleting', failed: 'failed' },
  failed: { retried: 'uploaded', reopened: 'created', deleted: 'deleting' },
  cancelled: { retried: 'uploaded', reopened: 'created', deleted: 'deleting' },
  deleting: { deleted: 'deleting' },
};

/** The state after an event, or undefined where that event cannot happen. */
export const after = (state: RecordingState, event: RecordingEvent): RecordingState | undefined =>
  transitions[state][event];
