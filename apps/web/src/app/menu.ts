export type MenuItem = 'home' | 'trajectories' | 'lessons' | 'people';

const under: readonly (readonly [MenuItem, RegExp])[] = [
  ['home', /^\/$/],
  ['trajectories', /^\/(trajectories|goals|gesprek)(\/|$)/],
  ['lessons', /^\/(recordings|class-lists|closed-lessons|log)(\/|$)/],
  ['people', /^\/(people|agendas)(\/|$)/],
];

/** Under which item of the menu a page stands; none for one's own account. */
export function menuItemOf(path: string, search: string): MenuItem | undefined {
  // A new call is about a lesson or a trajectory.
  if (path === '/kijkgesprek/nieuw') return new URLSearchParams(search).has('les') ? 'lessons' : 'trajectories';
  return under.find(([, address]) => address.test(path))?.[0];
}
