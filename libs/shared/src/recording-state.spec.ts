import { expect, test } from '@jest/globals';
import { after, type RecordingEvent, RecordingState } from './recording-state.ts';
import { isInWork, isLesson } from './recording-work.ts';

const events: RecordingEvent[] = [
  'first_byte',
  'last_byte',
  'probe_started',
  'probed',
  'encoded',
  'completed',
  'failed',
  'retried',
  'reopened',
  'cancelled',
  'deleted',
];

/** Every state against every event; `-` cannot happen. The columns are `events`. */
const table: Record<RecordingState, string> = {
  created: 'uploading uploaded - - - - failed - - cancelled deleting',
  uploading: 'uploading uploaded - - - - failed - - cancelled deleting',
  uploaded: '- - probing - - - failed - - cancelled deleting',
  probing: '- - probing transcoding - - failed - - cancelled deleting',
  transcoding: '- - - - completing - failed - - cancelled deleting',
  completing: '- - - - - ready failed - - cancelled deleting',
  ready: '- - - - - - failed - - - deleting',
  failed: '- - - - - - - uploaded created - deleting',
  cancelled: '- - - - - - - uploaded created - deleting',
  deleting: '- - - - - - - - - - deleting',
};

test.each(RecordingState.options)('a recording that is %s', (state) => {
  expect(events.map((event) => after(state, event) ?? '-').join(' ')).toBe(table[state]);
});

test('progress is shown from the last byte until it is ready', () => {
  expect(RecordingState.options.filter(isInWork)).toEqual(['uploaded', 'probing', 'transcoding', 'completing']);
});

test('what was refused or stopped is no lesson', () => {
  expect(RecordingState.options.filter((state) => !isLesson(state))).toEqual(['failed', 'cancelled', 'deleting']);
});
