import { Controller, Res } from '@nestjs/common';
import { notificationRoutes } from '@lesblik/shared/notifications';
import type { Input } from '@lesblik/shared/route';
import type { Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { MailChoicesService } from './mail-choices.service.ts';

type ByToken = Input<typeof notificationRoutes.unsubscribe>;

/** When somebody is mailed of what; by themselves, or by whoever has the link in one of their mails. */
@Controller()
export class MailChoicesController {
  constructor(private readonly choices: MailChoicesService) {}

  @Implements(notificationRoutes.settings)
  settings(@Me() me: Person) {
    return this.choices.get(me.id);
  }

  @Implements(notificationRoutes.set)
  set(@Me() me: Person, @FromRoute() { body }: Input<typeof notificationRoutes.set>) {
    return this.choices.set(me.id, body);
  }

  @Implements(notificationRoutes.unsubscribePage)
  unsubscribePage(@FromRoute() { params }: ByToken, @Res() response: Response): void {
    response.redirect(303, `/afmelden/${encodeURIComponent(params.token)}`);
  }

  @Implements(notificationRoutes.unsubscribeKinds)
  unsubscribeKinds(@FromRoute() { params }: ByToken) {
    return this.choices.kindsOf(params.token);
  }

  @Implements(notificationRoutes.unsubscribe)
  async unsubscribe(@FromRoute() { params }: ByToken) {
    await this.choices.stop(params.token);
  }

  @Implements(notificationRoutes.subscribeAgain)
  async subscribeAgain(@FromRoute() { params }: ByToken) {
    await this.choices.goOn(params.token);
  }
}
