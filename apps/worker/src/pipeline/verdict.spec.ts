import { expect, test } from '@jest/globals';
import { Problem } from '@lesblik/shared/problems';
import { FilmRefused } from '../ffmpeg/refusal.ts';
import { FfmpegFailed } from '../ffmpeg/run.ts';
import { verdictOn } from './verdict.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['a refused film', new FilmRefused('film_too_long', '8 hours'), { kind: 'refused', code: 'film_too_long' }],
  ['another hash than the device’s', new Problem('film_hash_differs'), { kind: 'refused', code: 'film_hash_differs' }],
  ['a full storage', new Problem('storage_full'), { kind: 'waits', code: 'storage_full' }],
  ['a full disk', coded('ENOSPC'), { kind: 'waits', code: 'storage_full' }],
  [
    'ffmpeg without room',
    new FfmpegFailed('ended with 1', 'av_interleaved_write_frame(): No space left on device'),
    { kind: 'waits', code: 'storage_full' },
  ],
  ['a storage that is away', new Problem('storage_unavailable'), { kind: 'waits', code: 'storage_unavailable' }],
  ['a changed object', new Problem('object_damaged'), { kind: 'failed', code: 'object_damaged' }],
  ['a destroyed key', new Problem('key_missing'), { kind: 'failed', code: 'key_missing' }],
  ['ffmpeg’s own trouble', new FfmpegFailed('ended with 139', ''), { kind: 'tried_again' }],
])('%s', (_, error, verdict) => {
  expect(verdictOn(error, false)).toMatchObject(verdict);
});

test('trouble on the last try fails the recording', () => {
  expect(verdictOn(new FfmpegFailed('ended with 139', ''), true)).toEqual({ kind: 'failed', code: 'transcode_failed' });
});
