import { Controller } from '@nestjs/common';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { GoalsService } from './goals.service.ts';
import { ProposalsService } from './proposals.service.ts';
import { RatingsService } from './ratings.service.ts';

@Controller()
export class GoalsController {
  constructor(
    private readonly goals: GoalsService,
    private readonly proposals: ProposalsService,
    private readonly ratings: RatingsService,
  ) {}

  @Implements(goalRoutes.list)
  list(@Me() me: Person, @FromRoute() { params }: Input<typeof goalRoutes.list>) {
    return this.goals.list(me.id, params.trajectoryId);
  }

  @Implements(goalRoutes.add)
  add(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalRoutes.add>) {
    return this.goals.add(me.id, params.trajectoryId, body);
  }

  @Implements(goalRoutes.edit)
  edit(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalRoutes.edit>) {
    return this.goals.edit(me.id, params.goalId, body);
  }

  @Implements(goalRoutes.order)
  order(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalRoutes.order>) {
    return this.goals.order(me.id, params.trajectoryId, body.goalIds);
  }

  @Implements(goalRoutes.proposals)
  listProposals(@Me() me: Person, @FromRoute() { params }: Input<typeof goalRoutes.proposals>) {
    return this.proposals.list(me.id, params.trajectoryId);
  }

  @Implements(goalRoutes.propose)
  propose(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalRoutes.propose>) {
    return this.proposals.propose(me.id, params.trajectoryId, body);
  }

  @Implements(goalRoutes.answer)
  answer(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalRoutes.answer>) {
    return this.proposals.answer(me.id, params.proposalId, body);
  }

  @Implements(goalRoutes.withdrawProposal)
  async withdrawProposal(@Me() me: Person, @FromRoute() { params }: Input<typeof goalRoutes.withdrawProposal>) {
    await this.proposals.withdraw(me.id, params.proposalId);
  }

  @Implements(goalProgressRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof goalProgressRoutes.get>) {
    return this.ratings.get(me.id, params.goalId);
  }

  @Implements(goalProgressRoutes.rate)
  rate(@Me() me: Person, @FromRoute() { params, body }: Input<typeof goalProgressRoutes.rate>) {
    return this.ratings.rate(me.id, params.goalId, body);
  }

  @Implements(goalProgressRoutes.thread)
  thread(@Me() me: Person, @FromRoute() { params, query }: Input<typeof goalProgressRoutes.thread>) {
    return this.ratings.thread(me.id, params.goalId, query);
  }

  @Implements(goalProgressRoutes.removeKept)
  async removeKept(@Me() me: Person, @FromRoute() { params }: Input<typeof goalProgressRoutes.removeKept>) {
    await this.ratings.removeKept(me.id, params.goalId, params.commentId);
  }
}
