import { Controller } from '@nestjs/common';
import { recordingRoutes as routes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { RecordingsService } from './recordings.service.ts';

@Controller()
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Implements(routes.create)
  create(@Me() me: Person, @FromRoute() { body }: Input<typeof routes.create>) {
    return this.recordings.create(me.id, body);
  }

  @Implements(routes.list)
  list(@Me() me: Person, @FromRoute() { query }: Input<typeof routes.list>) {
    return this.recordings.list(me.id, query);
  }

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.recordings.get(me.id, params.recordingId);
  }

  @Implements(routes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.update>) {
    return this.recordings.describe(me.id, params.recordingId, body);
  }

  @Implements(routes.remove)
  async remove(@Me() me: Person, @FromRoute() { params, query }: Input<typeof routes.remove>): Promise<undefined> {
    await this.recordings.remove(me.id, params.recordingId, query.comments);
  }

  @Implements(routes.retry)
  retry(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.retry>) {
    return this.recordings.retry(me.id, params.recordingId);
  }

  @Implements(routes.cancel)
  cancel(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.cancel>) {
    return this.recordings.cancel(me.id, params.recordingId);
  }

  @Implements(routes.digest)
  async digest(@Me() me: Person, @FromRoute() { params, body }: Input<typeof routes.digest>): Promise<undefined> {
    await this.recordings.digest(me.id, params.recordingId, body.sha256);
  }
}
