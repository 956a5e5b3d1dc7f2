import { Controller } from '@nestjs/common';
import { auditLogRoutes as routes } from '@lesblik/shared/audit-log';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { LogReadingService } from './log-reading.service.ts';

@Controller()
export class LogReadingController {
  constructor(private readonly log: LogReadingService) {}

  @Implements(routes.list)
  list(@Me() me: Person, @FromRoute() { params, query }: Input<typeof routes.list>) {
    return this.log.list(me.id, params.recordingId, query);
  }
}
