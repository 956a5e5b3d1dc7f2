import type { RecordingState } from './recording-state.ts';

/** What was refused, stopped or is being deleted counts in no number of lessons; its owner still sees it. */
export const isLesson = (state: RecordingState): boolean =>
  state !== 'failed' && state !== 'cancelled' && state !== 'deleting';

/** Somebody is still at work on it: progress and time left are shown. */
export const isInWork = (state: RecordingState): boolean =>
  state === 'uploaded' || state === 'probing' || state === 'transcoding' || state === 'completing';
