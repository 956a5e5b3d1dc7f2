import { Controller } from '@nestjs/common';
import { agreementRoutes } from '@lesblik/shared/agreements';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { AgreementsService } from './agreements.service.ts';

type Routes = typeof agreementRoutes;

@Controller()
export class AgreementsController {
  constructor(private readonly agreements: AgreementsService) {}

  @Implements(agreementRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<Routes['list']>) {
    return this.agreements.list(me.id, params.trajectoryId);
  }

  @Implements(agreementRoutes.propose)
  propose(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['propose']>) {
    return this.agreements.propose(me.id, params.trajectoryId, body);
  }

  @Implements(agreementRoutes.answer)
  answer(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['answer']>) {
    return this.agreements.answer(me.id, params.versionId, body);
  }

  @Implements(agreementRoutes.withdraw)
  withdraw(@Me() me: Person, @FromRoute() { params }: Input<Routes['withdraw']>) {
    return this.agreements.withdraw(me.id, params.versionId);
  }
}
