import { expect, test } from '@jest/globals';
import { iceServersFor } from './ice-servers.ts';

test('without a relay there is none', () => {
  expect(iceServersFor(undefined, 'person', 0)).toEqual([]);
});

test('credentials run out after six hours and are the HMAC of their name', () => {
  const turn = { urls: ['turn:turn.example.org:3478'], secret: 'a shared secret of ours' };
  // printf '%s' 1700021600:person | openssl dgst -sha1 -hmac 'a shared secret of ours' -binary | base64
  expect(iceServersFor(turn, 'person', 1_700_000_000_000)).toEqual([
    { urls: turn.urls, username: '1700021600:person', credential: 'BseEXOf+J+sZTAcihPB09BNDu90=' },
  ]);
});
