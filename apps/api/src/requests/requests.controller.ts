import { Controller } from '@nestjs/common';
import { requestRoutes } from '@lesblik/shared/requests';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { RequestsService } from './requests.service.ts';

type Routes = typeof requestRoutes;

@Controller()
export class RequestsController {
  constructor(private readonly requests: RequestsService) {}

  @Implements(requestRoutes.list)
  list(@Me() me: Person) {
    return this.requests.list(me.id);
  }

  @Implements(requestRoutes.file)
  file(@Me() me: Person, @FromRoute() { body }: Input<Routes['file']>) {
    return this.requests.file(me.id, body);
  }

  @Implements(requestRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<Routes['get']>) {
    return this.requests.get(me.id, params.requestId);
  }

  @Implements(requestRoutes.ask)
  ask(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['ask']>) {
    return this.requests.ask(me.id, params.requestId, body);
  }

  @Implements(requestRoutes.take)
  take(@Me() me: Person, @FromRoute() { params }: Input<Routes['take']>) {
    return this.requests.take(me.id, params.requestId);
  }

  @Implements(requestRoutes.refuse)
  refuse(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['refuse']>) {
    return this.requests.refuse(me.id, params.requestId, body.message);
  }

  @Implements(requestRoutes.withdraw)
  withdraw(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['withdraw']>) {
    return this.requests.withdraw(me.id, params.requestId, body.message);
  }
}
