import { Controller, Res } from '@nestjs/common';
import { auditLogRoutes as routes } from '@lesblik/shared/audit-log';
import { logWords } from '@lesblik/shared/log-words';
import type { Input } from '@lesblik/shared/route';
import type { Response } from 'express';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { sendPieces } from '../http/send-object.ts';
import { LogReadingService } from './log-reading.service.ts';
import { logTable } from './log-table.ts';

@Controller()
export class LogReadingController {
  constructor(private readonly log: LogReadingService) {}

  @Implements(routes.list)
  list(@Me() me: Person, @FromRoute() { params, query }: Input<typeof routes.list>) {
    return this.log.list(me.id, params.recordingId, query);
  }

  @Implements(routes.people)
  people(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.people>) {
    return this.log.people(me.id, params.recordingId);
  }

  @Implements(routes.table)
  table(
    @Me() me: Person,
    @FromRoute() { params, query }: Input<typeof routes.table>,
    @Res() response: Response,
  ): Promise<void> {
    return this.sendTable(me.id, params.recordingId, query, response);
  }

  @Implements(routes.mine)
  mine(@Me() me: Person, @FromRoute() { query }: Input<typeof routes.mine>) {
    return this.log.list(me.id, undefined, query);
  }

  @Implements(routes.minePeople)
  minePeople(@Me() me: Person) {
    return this.log.people(me.id, undefined);
  }

  @Implements(routes.mineTable)
  mineTable(
    @Me() me: Person,
    @FromRoute() { query }: Input<typeof routes.mineTable>,
    @Res() response: Response,
  ): Promise<void> {
    return this.sendTable(me.id, undefined, query, response);
  }

  private async sendTable(
    myId: string,
    recordingId: string | undefined,
    { language, timeZone, ...filter }: Input<typeof routes.mineTable>['query'],
    response: Response,
  ): Promise<void> {
    const pages = await this.log.all(myId, recordingId, filter);
    response.attachment(`${logWords[language].fileName}.csv`);
    await sendPieces(response, 'text/csv; charset=utf-8', logTable(pages, { myId, language, timeZone }));
  }
}
