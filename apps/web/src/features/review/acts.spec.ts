import { expect, test } from '@jest/globals';
import { currentToasts } from '../../ui/toasts.ts';
import { initialPlayerState, type PlayerRequest, type PlayerState } from '../player/core/player-state.ts';
import { perform } from './acts.ts';
import type { ReviewSession } from './session.ts';

const page = { fullscreen() {}, pictureInPicture() {}, zoom() {}, mayComment: true };

test('a frame key is answered in words, once, while the piece it needs is being made', () => {
  const asked: PlayerRequest[] = [];
  let state: PlayerState = initialPlayerState;
  const player = { getState: () => state, ask: (request: PlayerRequest) => void asked.push(request) };
  const session = { player } as unknown as ReviewSession;
  perform(session, page, 'frameForward', 0);
  expect(currentToasts()).toHaveLength(0);
  state = { ...state, seeking: true, beingMade: true };
  for (let press = 0; press < 3; press += 1) perform(session, page, 'frameForward', 0);
  expect(currentToasts()).toHaveLength(1);
  expect(asked).toEqual(Array.from({ length: 4 }, () => ({ name: 'step', frames: 1 })));
});
