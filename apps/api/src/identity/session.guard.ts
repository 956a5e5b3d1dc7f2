import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import type { Request, Response } from 'express';
import { routeOf } from '../http/from-route.ts';
import { SessionsService } from './sessions.service.ts';

/** Every route of the contract asks for a session, unless the contract says it is open. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly sessions: SessionsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context);
    if (route === undefined || route.open === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const person = await this.sessions.find(request.headers, (cookie) => response.append('Set-Cookie', cookie));
    if (person === undefined) throw new Problem('not_signed_in');
    request.person = person;
    return true;
  }
}
