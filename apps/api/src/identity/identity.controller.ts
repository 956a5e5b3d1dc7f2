import { Controller, Ip, Req, Res } from '@nestjs/common';
import { identityRoutes } from '@lesblik/shared/identity';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { AttemptsService } from './attempts.service.ts';
import { IdentityService } from './identity.service.ts';
import { SessionsService } from './sessions.service.ts';

@Controller()
export class IdentityController {
  constructor(
    private readonly identity: IdentityService,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
  ) {}

  @Implements(identityRoutes.me)
  me(@Me() me: Person) {
    return this.identity.me(me.id);
  }

  @Implements(identityRoutes.session)
  async session(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const person = await this.sessions.find(request.headers, (cookie) => response.append('Set-Cookie', cookie));
    return { person: person === undefined ? null : await this.identity.me(person.id) };
  }

  @Implements(identityRoutes.updateMe)
  update(@Me() me: Person, @FromRoute() { body }: Input<typeof identityRoutes.updateMe>) {
    return this.identity.update(me.id, body);
  }

  @Implements(identityRoutes.resetLink)
  async resetLink(@Ip() ip: string, @FromRoute() { params }: Input<typeof identityRoutes.resetLink>) {
    await this.attempts.assertRoomForLink(ip);
    await this.identity.assertResetLink(params.token);
  }

  @Implements(identityRoutes.setupLink)
  async setupLink(@Ip() ip: string, @FromRoute() { params }: Input<typeof identityRoutes.setupLink>) {
    await this.attempts.assertRoomForLink(ip);
    await this.identity.assertSetupLink(params.token);
  }

  @Implements(identityRoutes.setup)
  async setup(@Ip() ip: string, @FromRoute() { params, body }: Input<typeof identityRoutes.setup>) {
    await this.attempts.assertRoomForLink(ip);
    await this.identity.setup(params.token, body);
  }
}
