import { Controller } from '@nestjs/common';
import { agendaRoutes } from '@lesblik/shared/agendas';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { AgendasService } from './agendas.service.ts';

@Controller()
export class AgendasController {
  constructor(private readonly agendas: AgendasService) {}

  @Implements(agendaRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<typeof agendaRoutes.list>) {
    return this.agendas.list(me.id, params.organisationId);
  }

  @Implements(agendaRoutes.change)
  change(@Me() me: Person, @FromRoute() { params, body }: Input<typeof agendaRoutes.change>) {
    return this.agendas.change(me.id, params, body);
  }
}
