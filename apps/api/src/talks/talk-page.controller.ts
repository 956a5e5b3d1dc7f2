import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { talkRoutes } from '@lesblik/shared/talks';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { MomentsService } from './moments.service.ts';
import { PreparationsService } from './preparations.service.ts';

/** What lies beside the text of a talk's page. */
@Controller()
export class TalkPageController {
  constructor(
    private readonly preparations: PreparationsService,
    private readonly moments: MomentsService,
  ) {}

  @Implements(talkRoutes.preparations)
  listPreparations(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.preparations>) {
    return this.preparations.list(me.id, params.talkId);
  }

  @Implements(talkRoutes.release)
  release(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.release>) {
    return this.preparations.release(me.id, params.talkId, body.released);
  }

  @Implements(talkRoutes.moments)
  listMoments(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.moments>) {
    return this.moments.list(me.id, params.talkId);
  }

  @Implements(talkRoutes.pin)
  pin(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.pin>) {
    return this.moments.pin(me.id, params.talkId, body);
  }

  @Implements(talkRoutes.unpin)
  async unpin(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.unpin>) {
    await this.moments.unpin(me.id, params.momentId);
  }
}
