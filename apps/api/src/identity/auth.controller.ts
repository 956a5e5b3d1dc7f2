import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { AttemptsService } from './attempts.service.ts';
import { AUTH } from './auth.token.ts';
import type { Auth } from './auth.ts';
import { SessionsService } from './sessions.service.ts';

/** Hands `/api/auth/*` to better-auth. */
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
  ) {}

  @All('*path')
  async handle(@Req() request: Request, @Res() response: Response): Promise<void> {
    const body: unknown = request.body;
    await this.attempts.assertRoom(request.method, request.path, request.ip ?? '', body);
    // Signing out answers everybody kindly; only a session that was there can have ended.
    const signedIn = request.path.endsWith('/sign-out') && (await this.sessions.find(request.headers)) !== undefined;
    const answer = await this.auth.handler(
      new globalThis.Request(new URL(request.originalUrl, 'http://localhost'), {
        method: request.method,
        headers: withoutLength(request),
        ...(hasBody(request) ? { body: JSON.stringify(body ?? {}) } : {}),
      }),
    );
    if (answer.ok && (signedIn || endsSessions.test(request.path))) await this.sessions.changed();
    response.status(answer.status);
    answer.headers.forEach((value, name) => name !== 'set-cookie' && response.setHeader(name, value));
    for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
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
