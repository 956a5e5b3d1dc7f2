import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { TrajectoriesService } from './trajectories.service.ts';

@Controller()
export class TrajectoriesController {
  constructor(private readonly trajectories: TrajectoriesService) {}

  @Implements(trajectoryRoutes.list)
  list(@Me() me: Person) {
    return this.trajectories.list(me.id);
  }

  @Implements(trajectoryRoutes.create)
  create(@Me() me: Person, @FromRoute() { body }: Input<typeof trajectoryRoutes.create>) {
    return this.trajectories.create(me.id, body);
  }

  @Implements(trajectoryRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof trajectoryRoutes.get>) {
    return this.trajectories.get(me.id, params.trajectoryId);
  }

  @Implements(trajectoryRoutes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.update>) {
    return this.trajectories.update(me.id, params.trajectoryId, body);
  }
}
