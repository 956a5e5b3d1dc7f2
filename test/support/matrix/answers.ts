import type { Call, Route } from '@lesblik/shared/route';
import type { Role, Scene } from '../scene.ts';
import { world } from './stage.ts';

export type Answers = Record<Role, number>;

export interface Row {
  route: Route;
  /** The status each gets. */
  answers: Answers;
  /** What a page would send, and what has to be so before it: others make their own of it. */
  input: (scene: Scene) => Given;
  prepare: (scene: Scene) => Promise<unknown>;
  /** `last`: what happens between the preparation and the call, `url`: of another process than the world's. */
  send: (
    scene: Scene,
    role: Role,
    last?: () => Promise<unknown>,
    url?: string,
  ) => Promise<{ status: number; code?: string }>;
}

/** A call of any route, with no more said of it. */
export interface Given {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Everybody gets `usual`, but for those named; whoever is not signed in, or not any more, gets 401. */
export const but = (usual: number, exceptions: Partial<Answers> = {}): Answers => ({
  owner: usual,
  commenter: usual,
  watcher: usual,
  coach: usual,
  client: usual,
  supervisor: usual,
  administrator: usual,
  member: usual,
  expiredGuest: usual,
  withdrawn: usual,
  outsider: usual,
  ended: 401,
  nobody: 401,
  ...exceptions,
});

/** What the administrator of the school alone may do. */
export const administrator = (status: number) => but(403, { administrator: status, expiredGuest: 404, outsider: 404 });
export const anyMember = (status: number) => but(status, { expiredGuest: 404, outsider: 404 });
/** The policy of recordings, in statuses. */
export const owner = (status: number) => but(404, { owner: status, commenter: 403, watcher: 403 });
export const commenters = (status: number) => but(404, { owner: status, commenter: status, watcher: 403 });
export const watchers = (status: number) => but(404, { owner: status, commenter: status, watcher: status });
/** The policy of trajectories, in statuses. */
export const inTrajectory = (status: number) =>
  but(404, { owner: status, coach: status, client: status, supervisor: status });
export const coacheeAndCoach = (status: number) =>
  but(404, { owner: status, coach: status, client: 403, supervisor: 403 });
export const coachee = (status: number) => but(404, { owner: status, coach: 403, client: 403, supervisor: 403 });
export const coach = (status: number) => but(404, { owner: 403, coach: status, client: 403, supervisor: 403 });
/** Coachee and client choose another coach together. */
export const coacheeAndClient = (status: number) =>
  but(404, { owner: status, client: status, coach: 403, supervisor: 403 });
/** Who has a part in a request: its client, its coachee, the supervisor, and the coach asked (the commenter). */
export const inRequest = (status: number) =>
  but(404, { owner: status, client: status, supervisor: status, commenter: status });
export const client = (status: number) => but(404, { client: status, owner: 403, supervisor: 403, commenter: 403 });
/** Those invited who belong to the school, and the host among them. */
export const invited = (status: number) => but(404, { owner: status, commenter: status });
export const host = (status: number) => but(404, { owner: status, commenter: 403 });
/** Open to the world, and answered alike to all of it. */
export const open = (status: number) => but(status, { ended: status, nobody: status });

export function row<const R extends Route>(
  route: R,
  answers: Answers,
  input: (scene: Scene) => Call<R>,
  prepare?: (scene: Scene) => Promise<unknown>,
): Row {
  const send: Row['send'] = async (scene, role, last, url) => {
    await prepare?.(scene);
    await last?.();
    const { status, body } = await world.call(scene.cast[role], route, input(scene), url);
    return { status, ...(body.code !== undefined && { code: body.code }) };
  };
  return { route, answers, input, prepare: async (scene) => prepare?.(scene), send };
}
