import type { RecordingState } from '@lesblik/shared/recording-state';
import { isInWork } from '@lesblik/shared/recording-work';
import type { Recording } from '@lesblik/shared/recordings';

/** Its state will change by itself: worth following. */
export const isMoving = (state: RecordingState): boolean =>
  state === 'created' || state === 'uploading' || state === 'deleting' || isInWork(state);

/** Of a call that the server recorded, its film is made from what everybody sent: nobody uploads it. */
export const isComposed = ({ origin, state }: Pick<Recording, 'origin' | 'state'>): boolean =>
  origin === 'review_call' && (state === 'created' || state === 'uploading');
