import { Controller } from '@nestjs/common';
import { classListRoutes as routes } from '@lesblik/shared/class-lists';
import type { Input } from '@lesblik/shared/route';
import { FromRoute } from '../http/from-route.ts';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { ClassListsService } from './class-lists.service.ts';
import { PupilsService } from './pupils.service.ts';

type Routes = typeof routes;

@Controller()
export class ClassListsController {
  constructor(
    private readonly lists: ClassListsService,
    private readonly pupils: PupilsService,
  ) {}

  @Implements(routes.list)
  async list(@Me() me: Person, @FromRoute() { query }: Input<Routes['list']>) {
    return { items: await this.lists.list(me.id, query.organisationId) };
  }

  @Implements(routes.create)
  create(@Me() me: Person, @FromRoute() { body }: Input<Routes['create']>) {
    return this.lists.create(me.id, body);
  }

  @Implements(routes.get)
  get(@Me() me: Person, @FromRoute() { params }: Input<Routes['get']>) {
    return this.lists.get(me.id, params.classListId);
  }

  @Implements(routes.rename)
  rename(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['rename']>) {
    return this.lists.rename(me.id, params.classListId, body.name);
  }

  @Implements(routes.check)
  check(@Me() me: Person, @FromRoute() { params }: Input<Routes['check']>) {
    return this.lists.check(me.id, params.classListId);
  }

  @Implements(routes.handOver)
  async handOver(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['handOver']>): Promise<undefined> {
    await this.lists.handOver(me.id, params.classListId, body.keeperId);
  }

  @Implements(routes.remove)
  async remove(@Me() me: Person, @FromRoute() { params }: Input<Routes['remove']>): Promise<undefined> {
    await this.lists.remove(me.id, params.classListId);
  }

  @Implements(routes.addPupils)
  addPupils(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['addPupils']>) {
    return this.pupils.add(me.id, params.classListId, body.pupils);
  }

  @Implements(routes.renamePupil)
  renamePupil(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['renamePupil']>) {
    return this.pupils.rename(me.id, params.pupilId, body.label);
  }

  @Implements(routes.removePupil)
  async removePupil(@Me() me: Person, @FromRoute() { params }: Input<Routes['removePupil']>): Promise<undefined> {
    await this.pupils.remove(me.id, params.pupilId);
  }

  @Implements(routes.answer)
  answer(@Me() me: Person, @FromRoute() { params, body }: Input<Routes['answer']>) {
    return this.pupils.answer(me.id, params.pupilId, body);
  }

  @Implements(routes.history)
  async history(@Me() me: Person, @FromRoute() { params }: Input<Routes['history']>) {
    return { items: await this.pupils.history(me.id, params.pupilId) };
  }

  @Implements(routes.counts)
  async counts(@Me() me: Person, @FromRoute() { params }: Input<Routes['counts']>) {
    return { items: await this.lists.counts(me.id, params.organisationId) };
  }
}
