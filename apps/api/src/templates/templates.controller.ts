import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { templateRoutes } from '@lesblik/shared/trajectory-templates';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { TemplatesService } from './templates.service.ts';

type Routes = typeof templateRoutes;

@Controller()
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Implements(templateRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<Routes['list']>) {
    return this.templates.list(me.id, params.organisationId);
  }

  @Implements(templateRoutes.add)
  add(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['add']>) {
    return this.templates.add(me.id, params.organisationId, body);
  }

  @Implements(templateRoutes.edit)
  edit(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['edit']>) {
    return this.templates.edit(me.id, params, body);
  }

  @Implements(templateRoutes.restore)
  restore(@Me() me: Person, @FromRoute() { params }: Input<Routes['restore']>) {
    return this.templates.restore(me.id, params);
  }
}
