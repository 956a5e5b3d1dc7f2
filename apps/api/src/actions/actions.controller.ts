import { Controller } from '@nestjs/common';
import { actionRoutes } from '@lesblik/shared/actions';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ActionsService } from './actions.service.ts';

@Controller()
export class ActionsController {
  constructor(private readonly actions: ActionsService) {}

  @Implements(actionRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<typeof actionRoutes.list>) {
    return this.actions.list(me.id, params.trajectoryId);
  }

  @Implements(actionRoutes.add)
  add(@Me() me: Person, @FromRoute() { params, body }: Input<typeof actionRoutes.add>) {
    return this.actions.add(me.id, params.trajectoryId, body);
  }

  @Implements(actionRoutes.change)
  change(@Me() me: Person, @FromRoute() { params, body }: Input<typeof actionRoutes.change>) {
    return this.actions.change(me.id, params.actionId, body);
  }

  @Implements(actionRoutes.done)
  done(@Me() me: Person, @FromRoute() { params, body }: Input<typeof actionRoutes.done>) {
    return this.actions.done(me.id, params.actionId, body);
  }

  @Implements(actionRoutes.open)
  open(@Me() me: Person, @FromRoute() { params }: Input<typeof actionRoutes.open>) {
    return this.actions.open(me.id, params.actionId);
  }

  @Implements(actionRoutes.remove)
  async remove(@Me() me: Person, @FromRoute() { params }: Input<typeof actionRoutes.remove>) {
    await this.actions.remove(me.id, params.actionId);
  }

  @Implements(actionRoutes.restore)
  restore(@Me() me: Person, @FromRoute() { params }: Input<typeof actionRoutes.restore>) {
    return this.actions.restore(me.id, params.actionId);
  }
}
