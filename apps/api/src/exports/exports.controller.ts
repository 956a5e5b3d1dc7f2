import { Controller } from '@nestjs/common';
import { exportJsonSchema } from '@lesblik/shared/export-archive';
import { exportRoutes as routes } from '@lesblik/shared/exports';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ExportsService } from './exports.service.ts';

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Implements(routes.list)
  list(@Me() me: Person) {
    return this.exports.list(me.id);
  }

  @Implements(routes.ask)
  ask(@Me() me: Person) {
    return this.exports.ask(me);
  }

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.get>) {
    return this.exports.get(me.id, params.exportId);
  }

  @Implements(routes.remove)
  async remove(@Me() me: Person, @FromRoute() { params }: Input<typeof routes.remove>): Promise<undefined> {
    await this.exports.remove(me.id, params.exportId);
  }

  @Implements(routes.schema)
  schema() {
    return exportJsonSchema();
  }
}
