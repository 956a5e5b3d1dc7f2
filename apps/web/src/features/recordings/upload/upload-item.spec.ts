import { describe, expect, test } from '@jest/globals';
import type { RecordingState } from '@lesblik/shared/recording-state';
import {
  hasArrived,
  isSameFile,
  isUnfinished,
  nextToSend,
  overallProgress,
  secondsLeft,
  type UploadItem,
  type UploadState,
} from './upload-item.ts';

const item = (recordingId: string, state: UploadState, change: Partial<UploadItem> = {}): UploadItem => ({
  recordingId,
  title: 'Rekenen',
  fileName: 'les.mp4',
  bytes: 1000,
  lastModified: 5,
  state,
  sentBytes: 0,
  bytesPerSecond: undefined,
  problem: undefined,
  ...change,
});

describe('whose turn it is', () => {
  test('nobody’s while a film is on its way', () => {
    expect(nextToSend([item('a', 'sending'), item('b', 'waiting')])).toBeUndefined();
  });

  test('nobody’s while the line is gone: the first film keeps its turn', () => {
    expect(nextToSend([item('a', 'away'), item('b', 'waiting')])).toBeUndefined();
  });

  test('a paused, refused or unreadable film lets the next one go first', () => {
    const items = [item('a', 'paused'), item('b', 'failed'), item('c', 'needs_file'), item('d', 'waiting')];
    expect(nextToSend(items)?.recordingId).toBe('d');
  });
});

test('leaving the page would stop what waits, is sent or waits for the line', () => {
  const states: UploadState[] = ['waiting', 'sending', 'away', 'paused', 'needs_file', 'failed', 'done'];
  expect(states.filter((state) => isUnfinished(item('a', state)))).toEqual(['waiting', 'sending', 'away']);
});

test('a film has arrived once the server has it whole and can use it', () => {
  const arrived = (state: UploadState, recording?: RecordingState) =>
    hasArrived(item('a', state), recording && { state: recording });
  expect(arrived('sending', 'uploaded')).toBe(false);
  expect(arrived('done')).toBe(false);
  expect(arrived('done', 'uploading')).toBe(false);
  expect(arrived('done', 'failed')).toBe(false);
  expect((['uploaded', 'probing', 'transcoding', 'ready'] as const).map((state) => arrived('done', state))).toEqual(
    Array(4).fill(true),
  );
});

test('time left is what remains over the pace, and unknown without a pace', () => {
  expect(secondsLeft(item('a', 'sending', { sentBytes: 400, bytesPerSecond: 100 }))).toBe(6);
  expect(secondsLeft(item('a', 'sending'))).toBeUndefined();
});

test('progress over several films counts bytes, not films', () => {
  expect(overallProgress([item('a', 'done', { sentBytes: 1000 }), item('b', 'waiting', { bytes: 3000 })])).toBe(0.25);
  expect(overallProgress([])).toBe(0);
});

describe('the same film chosen again', () => {
  const file = (name: string, size: number, lastModified: number) => ({ name, size, lastModified }) as File;

  test('is known by its size and its name or its time', () => {
    expect(isSameFile(item('a', 'needs_file'), file('les.mp4', 1000, 9))).toBe(true);
    expect(isSameFile(item('a', 'needs_file'), file('IMG_1.mov', 1000, 5))).toBe(true);
  });

  test('is refused when it is another one', () => {
    expect(isSameFile(item('a', 'needs_file'), file('les.mp4', 1001, 5))).toBe(false);
    expect(isSameFile(item('a', 'needs_file'), file('ander.mp4', 1000, 9))).toBe(false);
  });
});
