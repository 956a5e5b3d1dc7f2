import { Controller } from '@nestjs/common';
import { notificationRoutes } from '@lesblik/shared/notifications';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { NotificationsService } from './notifications.service.ts';

@Controller()
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Implements(notificationRoutes.list)
  list(@Me() me: Person, @FromRoute() { query }: Input<typeof notificationRoutes.list>) {
    return this.notifications.list(me.id, query);
  }

  @Implements(notificationRoutes.count)
  count(@Me() me: Person) {
    return this.notifications.count(me.id);
  }

  @Implements(notificationRoutes.read)
  async read(@Me() me: Person, @FromRoute() { body }: Input<typeof notificationRoutes.read>) {
    await this.notifications.read(me.id, { ids: body.ids });
  }

  @Implements(notificationRoutes.readAll)
  async readAll(@Me() me: Person, @FromRoute() { body }: Input<typeof notificationRoutes.readAll>) {
    await this.notifications.read(me.id, { until: new Date(body.until) });
  }
}
