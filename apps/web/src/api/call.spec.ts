import { expect, test } from '@jest/globals';
import { addressOf } from './call.ts';

test('parameters are filled in and cannot leave their place', () => {
  expect(addressOf('/recordings/:recordingId/log', { recordingId: '../me?x=1' })).toBe(
    '/api/recordings/..%2Fme%3Fx%3D1/log',
  );
});

test('what is undefined is left out of the query', () => {
  expect(addressOf('/recordings', {}, { limit: 24, cursor: undefined })).toBe('/api/recordings?limit=24');
  expect(addressOf('/recordings', {}, { cursor: undefined })).toBe('/api/recordings');
});
