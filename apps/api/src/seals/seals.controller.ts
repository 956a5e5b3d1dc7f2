import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { sealRoutes as routes } from '@lesblik/shared/seals';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { SealsService } from './seals.service.ts';

@Controller()
export class SealsController {
  constructor(private readonly seals: SealsService) {}

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.seals.get(me.id, params.recordingId);
  }

  @Implements(routes.start)
  start(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.start>) {
    return this.seals.start(me.id, params.recordingId, body.coachId);
  }

  @Implements(routes.release)
  release(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.release>) {
    return this.seals.release(me.id, params.recordingId, body.released);
  }

  @Implements(routes.open)
  open(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.open>) {
    return this.seals.open(me.id, params.recordingId);
  }
}
