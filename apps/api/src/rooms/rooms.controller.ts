import { Controller } from '@nestjs/common';
import { roomRoutes } from '@lesblik/shared/rooms';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { RoomsService } from './rooms.service.ts';

@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Implements(roomRoutes.create)
  create(@Me() me: Person, @FromRoute() { body }: Input<typeof roomRoutes.create>) {
    return this.rooms.create(me.id, body);
  }

  @Implements(roomRoutes.list)
  list(@Me() me: Person, @FromRoute() { query }: Input<typeof roomRoutes.list>) {
    return this.rooms.list(me.id, query);
  }

  @Implements(roomRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof roomRoutes.get>) {
    return this.rooms.get(me.id, params.roomId);
  }

  @Implements(roomRoutes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<typeof roomRoutes.update>) {
    return this.rooms.update(me.id, params.roomId, body);
  }

  @Implements(roomRoutes.end)
  end(@Me() me: Person, @FromRoute() { params }: Input<typeof roomRoutes.end>) {
    return this.rooms.end(me.id, params.roomId);
  }

  @Implements(roomRoutes.messages)
  messages(@Me() me: Person, @FromRoute() { params, query }: Input<typeof roomRoutes.messages>) {
    return this.rooms.chat(me.id, params.roomId, query);
  }
}
