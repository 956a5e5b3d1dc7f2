import { Controller } from '@nestjs/common';
import { grantRoutes as routes } from '@lesblik/shared/grants';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { GrantsService } from './grants.service.ts';

@Controller()
export class GrantsController {
  constructor(private readonly grants: GrantsService) {}

  @Implements(routes.list)
  async list(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.list>) {
    return { items: await this.grants.list(me.id, params.recordingId) };
  }

  @Implements(routes.give)
  give(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.give>) {
    return this.grants.give(me.id, params.recordingId, body);
  }

  @Implements(routes.change)
  change(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.change>) {
    return this.grants.change(me.id, params.grantId, body);
  }

  @Implements(routes.trim)
  trim(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.trim>) {
    return this.grants.trim(me.id, params.recordingId, body.range);
  }

  @Implements(routes.withdraw)
  async withdraw(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.withdraw>): Promise<undefined> {
    await this.grants.withdraw(me.id, params.grantId);
  }
}
