import { Controller } from '@nestjs/common';
import type { Input } from '@lesblik/shared/route';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ContactsService } from './contacts.service.ts';
import { OverviewService } from './overview.service.ts';
import { TrajectoriesService } from './trajectories.service.ts';

@Controller()
export class TrajectoriesController {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly overviews: OverviewService,
    private readonly contacts: ContactsService,
  ) {}

  @Implements(trajectoryRoutes.list)
  list(@Me() me: Person) {
    return this.trajectories.list(me.id);
  }

  @Implements(trajectoryRoutes.create)
  create(@Me() me: Person, @FromRoute() { body }: Input<typeof trajectoryRoutes.create>) {
    return this.trajectories.create(me.id, body);
  }

  @Implements(trajectoryRoutes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<typeof trajectoryRoutes.get>) {
    return this.trajectories.get(me.id, params.trajectoryId);
  }

  @Implements(trajectoryRoutes.update)
  update(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.update>) {
    return this.trajectories.update(me.id, params.trajectoryId, body);
  }

  @Implements(trajectoryRoutes.overview)
  overview(@Me() me: Person, @FromRoute() { params }: Input<typeof trajectoryRoutes.overview>) {
    return this.overviews.get(me.id, params.trajectoryId);
  }

  @Implements(trajectoryRoutes.step)
  step(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.step>) {
    return this.trajectories.step(me.id, params.trajectoryId, body);
  }

  @Implements(trajectoryRoutes.plan)
  plan(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.plan>) {
    return this.trajectories.plan(me.id, params.trajectoryId, body);
  }

  @Implements(trajectoryRoutes.addContact)
  addContact(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.addContact>) {
    return this.contacts.add(me.id, params.trajectoryId, body);
  }

  @Implements(trajectoryRoutes.editContact)
  editContact(@Me() me: Person, @FromRoute() { params, body }: Input<typeof trajectoryRoutes.editContact>) {
    return this.contacts.edit(me.id, params.contactId, body);
  }
}
