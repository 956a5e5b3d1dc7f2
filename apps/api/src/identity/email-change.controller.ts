import { Controller, Ip, Req, Res } from '@nestjs/common';
import { identityRoutes as routes } from '@lesblik/shared/identity';
import type { Input } from '@lesblik/shared/route';
import type { Request, Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { AttemptsService } from './attempts.service.ts';
import { EmailChangeService } from './email-change.service.ts';
import { KnownDevices } from './known-devices.ts';
import { SessionsService } from './sessions.service.ts';

@Controller()
export class EmailChangeController {
  constructor(
    private readonly changes: EmailChangeService,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
    private readonly devices: KnownDevices,
  ) {}

  @Implements(routes.emailChange)
  pending(@Me() me: Person) {
    return this.changes.pending(me.id);
  }

  @Implements(routes.askEmailChange)
  ask(
    @Me() me: Person,
    @Req() { ip = '', headers }: Request,
    @FromRoute() { body }: Input<typeof routes.askEmailChange>,
  ) {
    return this.changes.ask(me, body, { ip, cookies: headers.cookie });
  }

  @Implements(routes.withdrawEmailChange)
  withdraw(@Me() me: Person) {
    return this.changes.withdraw(me.id);
  }

  @Implements(routes.emailChangeLink)
  async link(@Ip() ip: string, @FromRoute() { params }: Input<typeof routes.emailChangeLink>) {
    await this.attempts.assertRoomForLink(ip);
    return this.changes.preview(params.token);
  }

  @Implements(routes.confirmEmailChange)
  async confirm(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @FromRoute() { params }: Input<typeof routes.confirmEmailChange>,
  ) {
    await this.attempts.assertRoomForLink(request.ip ?? '');
    const here = await this.sessions.find(request.headers);
    const { email, cookie } = await this.changes.confirm(params.token, here);
    if (cookie === undefined) return;
    response.cookie(cookie.name, cookie.value, cookie.options);
    response.append('Set-Cookie', this.devices.cookieFor(email));
  }
}
