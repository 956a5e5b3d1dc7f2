import { Controller, Res } from '@nestjs/common';
import { calendarRoutes } from '@lesblik/shared/calendar';
import type { Input } from '@lesblik/shared/route';
import { talkRoutes } from '@lesblik/shared/talks';
import type { Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { sendText } from '../http/send-object.ts';
import { CalendarService } from './calendar.service.ts';

const TYPE = 'text/calendar; charset=utf-8';

@Controller()
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Implements(calendarRoutes.get)
  get(@Me() me: Person) {
    return this.calendar.get(me.id);
  }

  @Implements(calendarRoutes.make)
  make(@Me() me: Person) {
    return this.calendar.make(me.id);
  }

  @Implements(calendarRoutes.end)
  async end(@Me() me: Person) {
    await this.calendar.end(me.id);
  }

  @Implements(calendarRoutes.read)
  async read(@FromRoute() { params }: Input<typeof calendarRoutes.read>, @Res() response: Response) {
    sendText(response, TYPE, await this.calendar.feed(params.token));
  }

  @Implements(talkRoutes.file)
  async file(@Me() me: Person, @FromRoute() { params }: Input<typeof talkRoutes.file>, @Res() response: Response) {
    const text = await this.calendar.file(me, params.talkId);
    response.setHeader('Content-Disposition', 'attachment; filename="lesblik.ics"');
    sendText(response, TYPE, text);
  }
}
