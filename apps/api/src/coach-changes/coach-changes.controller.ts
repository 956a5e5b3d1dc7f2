import { Controller } from '@nestjs/common';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { CoachChangesService } from './coach-changes.service.ts';

type Routes = typeof coachChangeRoutes;

@Controller()
export class CoachChangesController {
  constructor(private readonly changes: CoachChangesService) {}

  @Implements(coachChangeRoutes.propose)
  propose(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['propose']>) {
    return this.changes.propose(me.id, params.trajectoryId, body);
  }

  @Implements(coachChangeRoutes.asked)
  asked(@Me() me: Person) {
    return this.changes.asked(me.id);
  }

  @Implements(coachChangeRoutes.answer)
  answer(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['answer']>) {
    return this.changes.answer(me.id, params.changeId, body);
  }

  @Implements(coachChangeRoutes.withdraw)
  withdraw(@Me() me: Person, @FromRoute() { params }: Input<Routes['withdraw']>) {
    return this.changes.withdraw(me.id, params.changeId);
  }

  @Implements(coachChangeRoutes.pairs)
  pairs(@Me() me: Person, @FromRoute() { params }: Input<Routes['pairs']>) {
    return this.changes.pairs(me.id, params.organisationId);
  }

  @Implements(coachChangeRoutes.replace)
  replace(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['replace']>) {
    return this.changes.replace(me.id, params, body);
  }
}
