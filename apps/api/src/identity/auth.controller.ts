import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { AttemptsService } from './attempts.service.ts';
import { AUTH } from './auth.token.ts';
import type { Auth } from './auth.ts';
import { KnownDevices } from './known-devices.ts';
import { SessionsService } from './sessions.service.ts';

/** Hands `/api/auth/*` to better-auth. */
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevices,
  ) {}

  @All('*path')
  async handle(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { method, path, headers } = request;
    const body = asked(path, request.body);
    const text = hasBody(request) ? written(body) : undefined;
    if (request.originalUrl.includes('%00')) throw new Problem('invalid_input');
    // Signing out answers everybody kindly; only a session that was there can have ended.
    const person = method === 'GET' ? undefined : await this.sessions.find(headers);
    await this.attempts.assertRoom({ method, path, body }, { ip: request.ip ?? '', cookies: headers.cookie }, person);
    const answer = await this.auth.handler(
      new globalThis.Request(new URL(request.originalUrl, 'http://localhost'), {
        method,
        headers: withoutLength(request),
        ...(text !== undefined && { body: text }),
      }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const cookies = answer.headers.getSetCookie();
    if (answer.ok) {
      if (person !== undefined && changesRights.test(path)) await this.sessions.endOthers(person, cookies);
      if ((person !== undefined && path.endsWith('/sign-out')) || endsSessions.test(path))
        await this.sessions.changed();
      const owner = signsIn.test(path) ? ownerIn(bytes) : undefined;
      if (owner !== undefined) cookies.push(this.devices.cookieFor(owner));
    }
    response.status(answer.status);
    answer.headers.forEach((value, name) => name !== 'set-cookie' && response.setHeader(name, value));
    for (const cookie of cookies) response.append('Set-Cookie', cookie);
    response.end(bytes);
  }
}

/** Whoever has a new password wants nobody else to stay signed in by the old one: that is no choice of the page's. */
const asked = (path: string, body: unknown): unknown =>
  path.endsWith('/change-password') && typeof body === 'object' ? { ...body, revokeOtherSessions: true } : body;

/** @throws Problem where it is nested too deep to be written again, or holds a NUL, which PostgreSQL takes in no text */
function written(body: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(body ?? {});
  } catch (error) {
    throw new Problem('malformed_json', undefined, { cause: error });
  }
  if (/(?<!\\)(\\\\)*\\u0000/.test(text)) throw new Problem('invalid_input');
  return text;
}

/** The session goes on under another name, which only the answer carries. */
const changesRights = /\/(change-password|two-factor\/(verify-totp|disable))$/;
const signsIn = /\/(sign-in\/email|two-factor\/verify-[a-z-]+)$/;

/** Whose account was signed in to, where no second step is still to come. */
function ownerIn(bytes: Buffer): string | undefined {
  const { user } = JSON.parse(bytes.toString()) as { user?: { email?: unknown } };
  return typeof user?.email === 'string' ? user.email : undefined;
}

/** What better-auth grants only to whom it belongs, and what ends or changes sign-ins. */
const endsSessions = /\/(revoke-[a-z-]+|reset-password|change-password|two-factor\/[a-z-]+)$/;

const hasBody = (request: Request): boolean => request.method !== 'GET' && request.method !== 'HEAD';

/** The body is written anew, so the old length does not hold. */
function withoutLength(request: Request): Headers {
  const headers = fromNodeHeaders(request.headers);
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  headers.delete('connection');
  if (hasBody(request)) headers.set('content-type', 'application/json');
  return headers;
}
