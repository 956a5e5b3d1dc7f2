import { isProblemCode } from '@lesblik/shared/problems';
import { queryClient } from '../../api/query-client.ts';
import { closeSocket } from '../../api/socket.ts';
import { noteReachable, Offline } from '../../api/offline.ts';
import { Problem } from '@lesblik/shared/problems';

/** A refusal of better-auth, with its own code such as `INVALID_PASSWORD`. */
export class AuthRefusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
  ) {
    super(code);
    this.name = 'AuthRefusal';
  }
}

interface AuthPaths {
  'sign-in/email': {
    body: { email: string; password: string; rememberMe?: boolean };
    answer: { twoFactorRedirect?: boolean };
  };
  'sign-out': { body: Record<string, never>; answer: unknown };
  'request-password-reset': { body: { email: string }; answer: unknown };
  'reset-password': { body: { newPassword: string; token: string }; answer: unknown };
  'change-password': {
    body: { currentPassword: string; newPassword: string; revokeOtherSessions: boolean };
    answer: unknown;
  };
  'two-factor/enable': { body: { password: string }; answer: { totpURI: string; backupCodes: string[] } };
  'two-factor/disable': { body: { password: string }; answer: unknown };
  'two-factor/verify-totp': { body: { code: string; trustDevice?: boolean }; answer: unknown };
  'two-factor/verify-backup-code': { body: { code: string }; answer: unknown };
  'two-factor/generate-backup-codes': { body: { password: string }; answer: { backupCodes: string[] } };
  'revoke-session': { body: { token: string }; answer: unknown };
  'revoke-other-sessions': { body: Record<string, never>; answer: unknown };
}

export interface OwnSession {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
}

async function send(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, { credentials: 'same-origin', ...init });
  } catch (cause) {
    noteReachable(false);
    throw new Offline(cause);
  }
  noteReachable(true);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const code = (answer as { code?: unknown } | null)?.code;
  if (isProblemCode(code)) throw new Problem(code);
  if (typeof code === 'string') throw new AuthRefusal(code, response.status);
  throw new Problem(
    response.status === 401 ? 'not_signed_in' : response.status === 429 ? 'too_many_requests' : 'internal',
  );
}

/** One of better-auth's own endpoints below `/api/auth`. */
export async function auth<P extends keyof AuthPaths>(
  path: P,
  body: AuthPaths[P]['body'],
): Promise<AuthPaths[P]['answer']> {
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export const listSessions = async (): Promise<OwnSession[]> =>
  (await send('list-sessions', { method: 'GET' })) as OwnSession[];

export async function currentSessionToken(): Promise<string | undefined> {
  const answer = (await send('get-session', { method: 'GET' })) as { session?: { token?: string } } | null;
  return answer?.session?.token;
}

/** Ends the session here and forgets everything that was read in it. */
export async function signOut(): Promise<void> {
  await auth('sign-out', {});
  await closeSocket();
  location.assign('/sign-in');
}

const startingAnew = new Set<() => void>();

/** For what goes on beside the pages, in the name of who was signed in. */
export const whenStartingAnew = (listener: () => void): void => void startingAnew.add(listener);

/** After signing in: whatever was read before belongs to nobody. */
export async function startAnew(): Promise<void> {
  for (const listener of startingAnew) listener();
  await closeSocket();
  queryClient.clear();
}
