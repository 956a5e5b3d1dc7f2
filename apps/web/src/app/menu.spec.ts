import { expect, test } from '@jest/globals';
import { menuItemOf } from './menu.ts';
import { paths } from './paths.ts';

test.each([
  [paths.home, 'home'],
  [paths.trajectories, 'trajectories'],
  [paths.trajectory('7'), 'trajectories'],
  [paths.request('7'), 'trajectories'],
  [paths.goal('7'), 'trajectories'],
  [paths.talk('7'), 'trajectories'],
  [paths.newTalk('7'), 'trajectories'],
  [paths.newCall({ trajectoryId: '7' }), 'trajectories'],
  [paths.newCall({ recordingId: '7' }), 'lessons'],
  [paths.upload('7'), 'lessons'],
  [paths.recordings, 'lessons'],
  [paths.people, 'people'],
  [paths.templates, 'people'],
  [paths.agendas, 'people'],
  [paths.account, undefined],
  ['/peoples', undefined],
] as const)('%s stands under %s', (address, item) => {
  const { pathname, search } = new URL(address, 'http://localhost');
  expect(menuItemOf(pathname, search)).toBe(item);
});
