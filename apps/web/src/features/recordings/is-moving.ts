import { isInWork, type RecordingState } from '@lesblik/shared/recording-state';

/** Its state will change by itself: worth following. */
export const isMoving = (state: RecordingState): boolean =>
  state === 'created' || state === 'uploading' || state === 'deleting' || isInWork(state);
