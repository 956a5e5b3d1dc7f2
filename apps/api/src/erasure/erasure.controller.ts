import { Controller, Req } from '@nestjs/common';
import { erasureRoutes as routes } from '@lesblik/shared/erasure';
import type { Input } from '@lesblik/shared/route';
import type { Request } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ErasureService } from './erasure.service.ts';

@Controller()
export class ErasureController {
  constructor(private readonly erasure: ErasureService) {}

  @Implements(routes.own)
  own(@Me() me: Person, @Req() { ip = '', headers }: Request, @FromRoute() { body }: Input<typeof routes.own>) {
    return this.erasure.own(me, body.password, { ip, cookies: headers.cookie });
  }

  @Implements(routes.ofMember)
  ofMember(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.ofMember>) {
    return this.erasure.ofMember(me.id, params);
  }
}
