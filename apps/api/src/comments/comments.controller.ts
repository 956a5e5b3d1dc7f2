import { Controller } from '@nestjs/common';
import { commentRoutes } from '@lesblik/shared/comments';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { type Device, OnDevice } from '../http/device-of.ts';
import { SittingsService } from '../recordings/sittings.service.ts';
import { CommentsService } from './comments.service.ts';

@Controller()
export class CommentsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly sittings: SittingsService,
  ) {}

  @Implements(commentRoutes.list)
  async list(
    @Me() me: Person,
    @FromRoute() { params, query }: Input<typeof commentRoutes.list>,
    @OnDevice() device: Device,
  ) {
    const list = await this.comments.list(me.id, params.recordingId, query.after);
    await this.sittings.read(me.id, params.recordingId, device);
    return list;
  }

  @Implements(commentRoutes.add)
  add(@Me() me: Person, @FromRoute() { params, body }: Input<typeof commentRoutes.add>) {
    return this.comments.add(me.id, params.recordingId, body);
  }

  @Implements(commentRoutes.edit)
  edit(@Me() me: Person, @FromRoute() { params, body }: Input<typeof commentRoutes.edit>) {
    return this.comments.edit(me.id, params.commentId, body);
  }

  @Implements(commentRoutes.remove)
  async remove(@Me() me: Person, @FromRoute() { params }: Input<typeof commentRoutes.remove>) {
    await this.comments.remove(me.id, params.commentId);
  }

  @Implements(commentRoutes.restore)
  restore(@Me() me: Person, @FromRoute() { params }: Input<typeof commentRoutes.restore>) {
    return this.comments.restore(me.id, params.commentId);
  }

  @Implements(commentRoutes.read)
  async read(@Me() me: Person, @FromRoute() { params, body }: Input<typeof commentRoutes.read>) {
    await this.comments.remember(me.id, params.recordingId, body.revision);
  }

  @Implements(commentRoutes.people)
  people(@Me() me: Person, @FromRoute() { params }: Input<typeof commentRoutes.people>) {
    return this.comments.people(me.id, params.recordingId);
  }
}
