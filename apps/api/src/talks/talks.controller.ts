import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { talkRoutes } from '@lesblik/shared/talks';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { TalksService } from './talks.service.ts';

/** Planning talks and holding them. */
@Controller()
export class TalksController {
  constructor(private readonly talks: TalksService) {}

  @Implements(talkRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.list>) {
    return this.talks.list(me.id, params.trajectoryId);
  }

  @Implements(talkRoutes.dates)
  dates(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.dates>) {
    return this.talks.dates(me.id, params.trajectoryId);
  }

  @Implements(talkRoutes.mine)
  mine(@Me() me: Person) {
    return this.talks.mine(me.id);
  }

  @Implements(talkRoutes.offer)
  offer(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.offer>) {
    return this.talks.offer(me.id, params.trajectoryId, body);
  }

  @Implements(talkRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.get>) {
    return this.talks.get(me.id, params.talkId);
  }

  @Implements(talkRoutes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.update>) {
    return this.talks.update(me.id, params.talkId, body);
  }

  @Implements(talkRoutes.offerAgain)
  offerAgain(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.offerAgain>) {
    return this.talks.offerAgain(me.id, params.talkId, body);
  }

  @Implements(talkRoutes.pick)
  pick(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.pick>) {
    return this.talks.pick(me.id, params.talkId, body.timeId);
  }

  @Implements(talkRoutes.cancel)
  cancel(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.cancel>) {
    return this.talks.cancel(me.id, params.talkId, body.message);
  }

  @Implements(talkRoutes.confirm)
  confirm(@Me() me: Person, @FromRoute() { params, body }: Input<typeof talkRoutes.confirm>) {
    return this.talks.confirm(me.id, params.talkId, body.summary);
  }

  @Implements(talkRoutes.reopen)
  reopen(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.reopen>) {
    return this.talks.reopen(me.id, params.talkId);
  }

  @Implements(talkRoutes.call)
  call(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.call>) {
    return this.talks.call(me.id, params.talkId);
  }
}
