import { Controller } from '@nestjs/common';
import { holdRoutes as routes } from '@lesblik/shared/holds';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { HoldsService } from './holds.service.ts';

@Controller()
export class HoldsController {
  constructor(private readonly holds: HoldsService) {}

  @Implements(routes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.list>) {
    return this.holds.list(me.id, params.organisationId);
  }

  @Implements(routes.set)
  set(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.set>) {
    return this.holds.set(me.id, params.organisationId, body);
  }

  @Implements(routes.end)
  async end(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.end>): Promise<undefined> {
    await this.holds.end(me.id, params);
  }

  @Implements(routes.mine)
  mine(@Me() me: Person) {
    return this.holds.mine(me.id);
  }
}
